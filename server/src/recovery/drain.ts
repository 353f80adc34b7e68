import { carryOut } from '@parley/workflows/commands/carry-out';
import { createBody } from '@parley/domain/commands.schema';
import type { PathDeps } from '@parley/workflows/commands/path';
import type { Sending } from '@parley/workflows/commands/send';
import { createInput } from '@parley/workflows/commands/start-input';
import { release } from '@parley/workflows/commands/release';
import {
  commandOf,
  type CommandRow,
  type StoredCommand,
} from '@parley/workflows/commands/stored-command';
import { settle } from '@parley/workflows/projection/store-outcomes';
import type { Sql } from '../db/connect.ts';
import { rowVersion } from '@parley/workflows/commands/workflow-version';

/** How long a taken command stays one sender's own, and how long one is waited for. */
const LEASE_SECONDS = 30;
const SEND_MS = 20_000;
/** A command older than this may have been applied by a workflow that has forgotten it. */
const OLD_MS = 60_000;

const running = new Map<string, Promise<void>>();

/** Drains a collaboration in the background; once more where this process does already, for what came meanwhile. */
export function nudge(deps: PathDeps, collaborationId: string): void {
  const before = running.get(collaborationId)?.catch(() => undefined);
  Promise.resolve(before)
    .then(() => drain(deps, collaborationId))
    .catch((error: unknown) => {
      deps.log.warn({ err: error, collaborationId }, 'Changes left behind could not be sent');
    });
}

/**
 * Sends what was left behind of one collaboration, one at a time, in the order of arrival, until a live or an
 * unanswered one comes. Each is taken under a lease, so several processes may do this at once.
 */
export function drain(deps: PathDeps, collaborationId: string): Promise<void> {
  const known = running.get(collaborationId);
  if (known) return known;
  const started = drainAll(deps, collaborationId).finally(() => running.delete(collaborationId));
  running.set(collaborationId, started);
  return started;
}

async function drainAll(deps: PathDeps, collaborationId: string): Promise<void> {
  for (;;) {
    const command = await takeOldest(deps.sql, collaborationId);
    if (!command) return;
    if (await settleApplied(deps.sql, command)) continue;
    const done = await carryOut(deps, command, {
      known: await rowVersion(deps.sql, collaborationId),
      deadline: Date.now() + SEND_MS,
      ...(await startOf(deps, command)),
    });
    if (done.kind === 'decided') continue;
    await release(deps.sql, command.id);
    return;
  }
}

/** A creation starts its workflow; every other change finds one. */
async function startOf(
  deps: PathDeps,
  { collaborationId, name, payload }: StoredCommand,
): Promise<Pick<Sending, 'start'>> {
  if (name !== 'create') return {};
  const { campaignId } = createBody.pick({ campaignId: true }).loose().parse(payload);
  return { start: await createInput(deps, collaborationId, campaignId) };
}

/** The oldest command without outcome, leased to the caller; null where there is none or it is somebody's. */
async function takeOldest(sql: Sql, collaborationId: string): Promise<StoredCommand | null> {
  const rows = await sql<CommandRow[]>`
    update commands set lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
    where (lease_until is null or lease_until < now()) and outcome is null and id = (
      select id from commands where collaboration_id = ${collaborationId} and outcome is null
      order by arrival limit 1)
    returning id, collaboration_id, name, payload, actor_kind, actor_id, at, expected_version, batch_id`;
  return rows[0] ? commandOf(rows[0]) : null;
}

/** Looks an old command up in the timeline before it is sent again. */
async function settleApplied(sql: Sql, command: StoredCommand): Promise<boolean> {
  if (Date.now() - Date.parse(command.at) < OLD_MS) return false;
  const rows = await sql<{ seq: number }[]>`
    select seq from events where collaboration_id = ${command.collaborationId} and command_id = ${command.id}`;
  const seq = rows[0]?.seq;
  if (seq === undefined) return false;
  await settle(sql, [{ commandId: command.id, outcome: 'applied', seq, version: seq }]);
  return true;
}
