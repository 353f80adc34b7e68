import type { PathDeps } from '@parley/workflows/commands/path';
import { isTemporalError } from '@parley/workflows/commands/temporal-errors';
import { reconcileOne, type Reconciled } from './reconcile-one.ts';
import { renewEpoch } from './renew-epoch.ts';

/** Key of the advisory lock under which one process at a time reconciles. */
const LOCK = 7_275_392;
/** Each asks a workflow, and wakes it where it sleeps: few at once leave the workers to what users do. */
const AT_ONCE = 2;

/** So many workflows in a row that do not answer: it is not them, Temporal or the workers are down. */
const GIVE_UP = 5;

export type Tally = Partial<Record<Reconciled | 'not compared', number>>;

/**
 * Compares rows with their workflows and repairs: those that changed since an instant, or all (null). Answers null
 * where another process does it already. Throws what Temporal throws; it is safe to start over.
 */
export async function reconcile(deps: PathDeps, since: Date | null): Promise<Tally | null> {
  const connection = await deps.sql.reserve();
  try {
    const [lock] = await connection<
      { is_free: boolean }[]
    >`select pg_try_advisory_lock(${LOCK}) as is_free`;
    if (!lock?.is_free) return null;
    try {
      return await reconcileIds(deps, await idsSince(deps, since));
    } finally {
      await connection`select pg_advisory_unlock(${LOCK})`;
    }
  } finally {
    connection.release();
  }
}

async function idsSince(deps: PathDeps, since: Date | null): Promise<string[]> {
  const rows =
    since === null
      ? await deps.sql<{ id: string }[]>`select id from collaborations order by id`
      : await deps.sql<{ id: string }[]>`
          select distinct entity_id as id from changes where kind = 'collaboration' and at >= ${since}`;
  return rows.map((row) => row.id);
}

async function reconcileIds(deps: PathDeps, ids: readonly string[]): Promise<Tally> {
  const tally: Tally = {};
  const waiting = ids.values();
  let failuresInARow = 0;
  const worker = async () => {
    for (const id of waiting) {
      const result = await reconcileOne(deps, id).catch((error: unknown) => {
        failuresInARow += 1;
        if (!isTemporalError(error) || failuresInARow >= GIVE_UP) throw error;
        deps.log.warn(
          { err: error, collaborationId: id },
          'A row and its workflow could not be compared',
        );
        return 'not compared' as const;
      });
      if (result !== 'not compared') failuresInARow = 0;
      tally[result] = (tally[result] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  deps.log.info({ tally }, 'Compared rows with their workflows');
  return tally;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOOK_MS = 30_000;

/**
 * Reconciles at the start over what changed in the last day, then hourly over what changed, and over everything
 * when the feed epoch changes: then the database was restored or failed over.
 */
export function startReconciling(deps: PathDeps): { readonly stop: () => void } {
  let epoch: string | undefined;
  let next: { readonly at: number; readonly since: Date | null } = {
    at: 0,
    since: new Date(Date.now() - DAY_MS),
  };
  let timer: NodeJS.Timeout | undefined;
  const round = async () => {
    const wasRestored = await renewEpoch(deps.sql);
    const found = await readEpoch(deps);
    if (wasRestored || (epoch !== undefined && found !== epoch)) next = { at: 0, since: null };
    epoch = found;
    const now = Date.now();
    if (now < next.at) return;
    await reconcile(deps, next.since);
    next = { at: now + HOUR_MS, since: new Date(now) };
  };
  const run = () => {
    round()
      .catch((error: unknown) => {
        // Workers that are not up yet are the usual reason: the next round begins where this one did.
        const level = isTemporalError(error) ? 'info' : 'warn';
        deps.log[level]({ err: error }, 'Rows and workflows could not be compared');
      })
      .finally(() => {
        timer = setTimeout(run, LOOK_MS);
        timer.unref();
      });
  };
  run();
  return { stop: () => clearTimeout(timer) };
}

async function readEpoch(deps: PathDeps): Promise<string> {
  const rows = await deps.sql<{ feed_epoch: string }[]>`select feed_epoch from workspace`;
  return rows[0]?.feed_epoch ?? '';
}
