import type { Actor } from '@parley/domain/actor.schema';
import type { Change } from '@parley/domain/commands.schema';
import { derivedId } from '@parley/domain/ids';
import { LIVE_SECONDS } from '../commands/accept.ts';
import type { StoredCommand } from '../commands/stored-command.ts';
import { commandHash } from '../projection/command-hash.ts';
import { jsonText, type Queries } from '../projection/postgres.ts';

/** A command of a batch, stored; `mustWait`: an older one of the collaboration was left behind and comes first. */
export interface StoredRow {
  readonly command: StoredCommand;
  readonly known: number;
  readonly mustWait: boolean;
}
interface Wanted {
  readonly collaborationId: string;
  readonly version: number;
  readonly change: Change;
}

/**
 * Stores the commands of many rows in one statement, before any of them is sent. Their ids are derived from batch
 * and collaboration, so storing and sending them again changes nothing.
 */
export async function storeCommands(
  sql: Queries,
  batch: { readonly id: string; readonly actor: Actor },
  wanted: readonly Wanted[],
): Promise<StoredRow[]> {
  const at = new Date().toISOString();
  const rows = wanted.map(({ collaborationId, change }) => ({
    id: derivedId(batch.id, collaborationId),
    collaboration_id: collaborationId,
    name: change.name,
    payload: change.body,
    hash: commandHash(change.name, change.body),
  }));
  const stored = await sql<StoredColumns[]>`
    with wanted as (
      select * from jsonb_to_recordset(${jsonText(rows)}::text::jsonb)
        as w(id uuid, collaboration_id uuid, name text, payload jsonb, hash text)
    ), waiting as (
      select w.id from wanted w where exists (select 1 from commands c where c.collaboration_id = w.collaboration_id
        and c.outcome is null and c.id <> w.id and (c.attempts > 0 or c.lease_until is null or c.lease_until < now()))
    ), stored as (
      insert into commands (id, collaboration_id, name, payload, hash, source, actor_kind, actor_id, at, batch_id, lease_until)
      select id, collaboration_id, name, payload, hash, 'api', ${batch.actor.kind}, ${batch.actor.id}, ${at}, ${batch.id},
        case when id not in (select id from waiting) then now() + make_interval(secs => ${LIVE_SECONDS}) end
      from wanted order by collaboration_id
      on conflict (id) do nothing
    )
    select w.id, c.payload, c.at, w.id in (select id from waiting) as must_wait
    from wanted w left join commands c on c.id = w.id`;
  const byId = new Map(stored.map((row) => [row.id, row]));
  return wanted.map(({ collaborationId, version, change }) => {
    const id = derivedId(batch.id, collaborationId);
    const before = byId.get(id);
    return {
      known: version,
      mustWait: before?.must_wait ?? false,
      command: {
        id,
        collaborationId,
        name: change.name,
        // What was stored by an earlier try is what is sent: a payment's sum must not differ between the two.
        payload: before?.payload ?? change.body,
        actor: batch.actor,
        at: before?.at?.toISOString() ?? at,
        expectedVersion: null,
        batchId: batch.id,
      },
    };
  });
}

interface StoredColumns {
  readonly id: string;
  readonly payload: object | null;
  readonly at: Date | null;
  readonly must_wait: boolean;
}
