import type { PathDeps } from '@parley/workflows/commands/path';
import { drain } from './drain.ts';

const EVERY_MS = 15_000;
/** Collaborations drained at once, and looked for at most per round. */
const AT_ONCE = 8;
const MOST = 5_000;
/** A stop does not wait longer for what is being sent: it is stored, and sent again later. */
const STOP_MS = 2_000;

/** Sends commands without an outcome again: now, then every 15 s, until stopped. */
export function startSweeper(deps: PathDeps): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  const run = () => {
    round = sweep(deps)
      .catch((error: unknown) =>
        deps.log.warn({ err: error }, 'The sweeper could not finish its round'),
      )
      .then(() => {
        if (!isStopped) timer = setTimeout(run, EVERY_MS);
      });
  };
  run();
  const stop = async () => {
    isStopped = true;
    clearTimeout(timer);
    await Promise.race([round, new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())]);
  };
  return { stop };
}

/** One round: every collaboration with a command that was left behind. Safe to run from several processes. */
export async function sweep(deps: PathDeps): Promise<void> {
  const rows = await deps.sql<{ id: string }[]>`
    select collaboration_id as id from commands
    where outcome is null and (lease_until is null or lease_until < now())
    group by collaboration_id order by min(arrival) limit ${MOST}`;
  const ids = rows.map((row) => row.id);
  const worker = async () => {
    for (let id = ids.shift(); id !== undefined; id = ids.shift()) await drain(deps, id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
