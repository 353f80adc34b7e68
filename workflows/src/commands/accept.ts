import { newId } from './new-id.ts';
import { commandHash } from '../projection/command-hash.ts';
import { jsonText } from '../projection/postgres.ts';
import type { Sql } from '../projection/postgres.ts';
import { commandIdIn, type RequestKey } from './request-key.ts';
import type { StoredCommand } from './stored-command.ts';

/** What is asked for, before it has an id. */
export type Asked = Omit<StoredCommand, 'id'> & {
  readonly key: RequestKey | null;
  /** Refuses it at once, so that the same key gets the same answer for good. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  /** The command's id, where whoever asks derives it; it is `repeated` then where it is there already. */
  readonly id?: string;
};

export type Accepted =
  /** Stored. `mustWait`: an older change of the collaboration was left behind and comes first. */
  | {
      readonly kind: 'stored';
      readonly command: StoredCommand;
      readonly mustWait: boolean;
      readonly isRefused: boolean;
    }
  /** The same key, or the given id, is there already. */
  | { readonly kind: 'repeated' };

/**
 * How long a stored change belongs to the request that brought it, in seconds: its own 5 s and a margin. After that,
 * or as soon as the request gives up, it is the sweeper's.
 */
export const LIVE_SECONDS = 8;
const UNIQUE_VIOLATION = '23505';

/**
 * Stores a change and its key in one statement, so in one commit: from here it cannot be lost. A creation reserves
 * its campaign and creator as well, and is refused as ALREADY_OPEN where they are taken.
 */
export async function accept(sql: Sql, asked: Asked): Promise<Accepted> {
  const wanted = asked.id ?? commandIdIn(asked.key);
  if (wanted === null) return await insert(sql, asked, newId());
  try {
    return await insert(sql, asked, wanted);
  } catch (error) {
    if (!isUsedId(error)) throw error;
    if (asked.id !== undefined) return { kind: 'repeated' };
    // Somebody else's change has this id: the key does not become the id then.
    return await insert(sql, asked, newId());
  }
}

async function insert(sql: Sql, asked: Asked, id: string): Promise<Accepted> {
  const { collaborationId, name, payload, actor, at, expectedVersion, batchId } = asked;
  const command = { id, collaborationId, name, payload, actor, at, expectedVersion, batchId };
  const [row] =
    asked.name === 'create'
      ? await insertCreate(sql, asked, command)
      : await insertChange(sql, asked, command);
  if (!row?.is_stored) return { kind: 'repeated' };
  return { kind: 'stored', command, mustWait: row.must_wait, isRefused: row.is_refused };
}

interface Inserted {
  readonly is_stored: boolean;
  readonly must_wait: boolean;
  readonly is_refused: boolean;
}

async function insertChange(
  sql: Sql,
  { key, refusal }: Asked,
  command: StoredCommand,
): Promise<Inserted[]> {
  const { id, collaborationId, name, payload, actor, at, expectedVersion, batchId } = command;
  return await sql<Inserted[]>`
    with left_behind as (
      select exists (select 1 from commands where collaboration_id = ${collaborationId} and outcome is null
        and (attempts > 0 or lease_until is null or lease_until < now())) as is_there
    ), key as (
      insert into idempotency_keys (account_id, key, route, body_hash, command_id)
      select ${key?.accountId ?? null}::uuid, ${key?.key ?? null}::text, ${key?.route ?? null}::text,
        ${key?.bodyHash ?? null}::text, ${id}::uuid
      where ${key !== null}::bool
      on conflict do nothing returning 1
    ), command as (
      insert into commands (id, collaboration_id, name, payload, hash, source, actor_kind, actor_id, at,
        expected_version, batch_id, outcome, code, detail, decided_at, lease_until)
      select ${id}, ${collaborationId}, ${name}, ${jsonText(payload)}::text::jsonb, ${commandHash(name, payload)},
        'api', ${actor.kind}, ${actor.id}, ${at}, ${expectedVersion}, ${batchId},
        ${refusal ? 'refused' : null}, ${refusal?.code ?? null}, ${refusal?.detail ?? null},
        case when ${refusal !== null}::bool then now() end,
        case when not is_there then now() + make_interval(secs => ${LIVE_SECONDS}) end
      from left_behind where ${key === null}::bool or exists (select 1 from key)
      returning 1
    )
    select exists (select 1 from command) as is_stored, is_there as must_wait, ${refusal !== null}::bool as is_refused
    from left_behind`;
}

async function insertCreate(
  sql: Sql,
  { key, refusal }: Asked,
  command: StoredCommand,
): Promise<Inserted[]> {
  const { id, collaborationId, name, payload, actor, at } = command;
  return await sql<Inserted[]>`
    with asked as (
      select (body ->> 'campaignId')::uuid as campaign_id, (body ->> 'creatorId')::uuid as creator_id, body
      from (select ${jsonText(payload)}::text::jsonb as body) as given
    ), key as (
      insert into idempotency_keys (account_id, key, route, body_hash, command_id)
      select ${key?.accountId ?? null}::uuid, ${key?.key ?? null}::text, ${key?.route ?? null}::text,
        ${key?.bodyHash ?? null}::text, ${id}::uuid
      where ${key !== null}::bool
      on conflict do nothing returning 1
    ), first as (
      select 1 where ${key === null}::bool or exists (select 1 from key)
    ), pair as (
      insert into open_pairs (campaign_id, creator_id, collaboration_id)
      select campaign_id, creator_id, ${collaborationId}::uuid from asked, first where ${refusal === null}::bool
      on conflict do nothing returning 1
    ), verdict as (
      select case when ${refusal !== null}::bool then ${refusal?.code ?? null}::text
        when not exists (select 1 from pair) then 'ALREADY_OPEN' end as code from first
    ), command as (
      insert into commands (id, collaboration_id, name, payload, hash, source, actor_kind, actor_id, at,
        outcome, code, detail, decided_at, lease_until)
      select ${id}, ${collaborationId}, ${name}, body, ${commandHash(name, payload)}, 'api', ${actor.kind}, ${actor.id},
        ${at}, case when code is not null then 'refused' end, code, ${refusal?.detail ?? null}::text,
        case when code is not null then now() end, now() + make_interval(secs => ${LIVE_SECONDS})
      from asked, verdict
      returning outcome
    )
    select exists (select 1 from command) as is_stored, false as must_wait,
      exists (select 1 from command where outcome is not null) as is_refused`;
}

function isUsedId(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return (
    error.code === UNIQUE_VIOLATION &&
    'constraint_name' in error &&
    error.constraint_name === 'commands_pkey'
  );
}
