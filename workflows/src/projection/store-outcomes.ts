import type { Step } from './fold.ts';
import { jsonText, type Queries } from './postgres.ts';
import type { CommandOutcome, Projection } from './projection.ts';

/** Sets outcomes where there is none yet, and enters the commands that did not come through the API. */
export async function storeOutcomes(sql: Queries, stored: readonly Decided[]): Promise<void> {
  const records = stored.flatMap(({ projection }) =>
    projection.outcomes.flatMap((outcome) => recordOf(projection.collaborationId, outcome)),
  );
  const outcomes = stored.flatMap(({ projection, steps }) => [
    ...projection.outcomes.map(outcomeOf),
    ...steps.map(appliedOf),
  ]);
  const writes: PromiseLike<unknown>[] = [];
  if (records.length > 0) writes.push(insertRecords(sql, records));
  if (outcomes.length > 0) writes.push(updateOutcomes(sql, outcomes));
  await Promise.all(writes);
}

interface Decided {
  readonly projection: Projection;
  readonly steps: readonly Step[];
}

/** Sets the outcomes of commands that leave no event, outside a projection: refused creations, failures. */
export async function settle(sql: Queries, outcomes: readonly CommandOutcome[]): Promise<void> {
  await updateOutcomes(sql, outcomes.map(outcomeOf));
}

function insertRecords(sql: Queries, records: readonly object[]): PromiseLike<unknown> {
  return sql`
    insert into commands (id, collaboration_id, name, payload, hash, source, actor_kind, actor_id, at, batch_id)
    select id, collaboration_id, name, payload, hash, source, actor_kind, actor_id, at, batch_id
    from jsonb_to_recordset(${jsonText(records)}::text::jsonb) as r(id uuid, collaboration_id uuid, name text,
      payload jsonb, hash text, source text, actor_kind text, actor_id uuid, at timestamptz, batch_id uuid)
    on conflict (id) do nothing`;
}

function updateOutcomes(sql: Queries, outcomes: readonly object[]): PromiseLike<unknown> {
  return sql`
    update commands c set outcome = o.outcome, code = o.code, detail = o.detail, seq = o.seq, version = o.version,
      decided_at = now(), lease_until = null
    from jsonb_to_recordset(${jsonText(outcomes)}::text::jsonb) as o(id uuid, outcome text, code text, detail text,
      seq int, version int)
    where c.id = o.id and c.outcome is null`;
}

function recordOf(
  collaborationId: string,
  { commandId, record }: CommandOutcome,
): readonly object[] {
  if (!record) return [];
  const { actor, batchId, ...rest } = record;
  return [
    {
      ...rest,
      id: commandId,
      collaboration_id: collaborationId,
      actor_kind: actor.kind,
      actor_id: actor.id,
      batch_id: batchId ?? null,
    },
  ];
}

function outcomeOf({ commandId, outcome, code, detail, seq, version }: CommandOutcome): object {
  return { id: commandId, outcome, code, detail, seq, version };
}

/** Another caller's event that this answer brought along: its command is decided too. */
function appliedOf({ event }: Step): object {
  return { id: event.commandId, outcome: 'applied', seq: event.seq, version: event.seq };
}
