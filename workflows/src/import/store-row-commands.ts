import type { CommandState, StoredCommand } from '../commands/stored-command.ts';
import { commandHash } from '../projection/command-hash.ts';
import { jsonText, type Queries } from '../projection/postgres.ts';

/** A change of a row as `commands` has it: decided already, or to be sent. */
export type RowCommand = Pick<CommandState, 'outcome' | 'code' | 'detail'> & {
  readonly command: StoredCommand;
};

/** How long the changes of a chunk belong to it, in seconds: sent by the sweeper as well they only cost more. */
const LEASE_SECONDS = 30;

/**
 * Stores the changes of many rows in one statement, before any is sent. A creation reserves its campaign and creator,
 * or is refused as ALREADY_OPEN; what comes after a creation that was refused is not stored. Safe to repeat: what is
 * stored already stays as it is. Of one campaign and creator at most one creation.
 */
export async function storeRowCommands(
  sql: Queries,
  commands: readonly StoredCommand[],
): Promise<ReadonlyMap<string, RowCommand>> {
  const wanted = commands.map(({ id, collaborationId, name, payload, actor, at }, place) => ({
    ...{ id, collaboration_id: collaborationId, place, name, payload, at },
    ...{ hash: commandHash(name, payload), actor_kind: actor.kind, actor_id: actor.id },
  }));
  const rows = await sql<Stored[]>`
    with wanted as (
      select * from jsonb_to_recordset(${jsonText(wanted)}::text::jsonb) as w(id uuid, collaboration_id uuid, place int,
        name text, payload jsonb, at timestamptz, hash text, actor_kind text, actor_id uuid)
    ), fresh as (
      select w.* from wanted w where not exists (select 1 from commands c where c.id = w.id)
    ), pair as (
      insert into open_pairs (campaign_id, creator_id, collaboration_id)
      select (payload ->> 'campaignId')::uuid, (payload ->> 'creatorId')::uuid, collaboration_id
      from fresh where name = 'create' order by 1, 2
      on conflict do nothing returning collaboration_id
    ), taken as (
      select collaboration_id from fresh
      where name = 'create' and collaboration_id not in (select collaboration_id from pair)
      union select w.collaboration_id from wanted w join commands c on c.id = w.id
      where w.name = 'create' and c.outcome in ('refused', 'failed')
    ), stored as (
      insert into commands (id, collaboration_id, name, payload, hash, source, actor_kind, actor_id, at,
        outcome, code, decided_at, lease_until)
      select f.id, f.collaboration_id, f.name, f.payload, f.hash, 'api', f.actor_kind, f.actor_id, f.at,
        case when t.collaboration_id is not null then 'refused' end,
        case when t.collaboration_id is not null then 'ALREADY_OPEN' end,
        case when t.collaboration_id is not null then now() end, now() + make_interval(secs => ${LEASE_SECONDS})
      from fresh f left join taken t using (collaboration_id)
      where f.name = 'create' or t.collaboration_id is null order by f.place
      on conflict (id) do nothing returning id, outcome, code
    )
    select id, outcome, code, null as detail, null as payload, null as at from stored
    union all select c.id, c.outcome, c.code, c.detail, c.payload, c.at from wanted join commands c using (id)`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(commands.flatMap((command) => entryOf(command, byId.get(command.id))));
}

interface Stored extends Pick<CommandState, 'outcome' | 'code' | 'detail'> {
  readonly id: string;
  /** Of an earlier try: what was stored then is what is sent. Null where it is stored now. */
  readonly payload: object | null;
  readonly at: Date | null;
}

function entryOf(command: StoredCommand, row: Stored | undefined): [string, RowCommand][] {
  if (!row) return [];
  const { outcome, code, detail, payload, at } = row;
  const asStored = { payload: payload ?? command.payload, at: at?.toISOString() ?? command.at };
  return [[command.id, { outcome, code, detail, command: { ...command, ...asStored } }]];
}
