import type { Queries } from '@parley/workflows/projection/postgres';
import { announce, announceAll } from '@parley/workflows/projection/store-changes';
import { v7 as uuidv7 } from 'uuid';
import { invalid } from '../http/problem.ts';

/** More changed creators than these are told as one: every screen reads again. */
const TOLD_ONE_BY_ONE = 500;

/** Makes the tags of a creator these. 422 for one that is not there; the caller announces the creator. */
export async function setTags(
  sql: Queries,
  creatorId: string,
  tagIds: readonly string[],
): Promise<void> {
  await requireTags(sql, { tagIds });
  await sql`delete from creator_tags where creator_id = ${creatorId} and not tag_id = any(${[...tagIds]}::uuid[])`;
  await sql`
    insert into creator_tags (creator_id, tag_id) select ${creatorId}, unnest(${[...tagIds]}::uuid[])
    on conflict do nothing`;
}

export interface TagMany {
  readonly creatorIds: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Gives tags to many creators and takes others away, those named in neither stay; answers how many creators that
 * changed. 422 for a tag that is not there. Safe to repeat.
 */
export async function tagMany(sql: Queries, { creatorIds, add, remove }: TagMany): Promise<number> {
  // In one order, so that two such changes wait for each other instead of blocking each other.
  const held = await sql<{ id: string }[]>`
    select id from creators where id = any(${[...creatorIds]}::uuid[]) order by id for no key update`;
  await requireTags(sql, { add, remove });
  const ids = held.map((row) => row.id);
  const added = await sql<{ creator_id: string }[]>`
    insert into creator_tags (creator_id, tag_id)
    select creator, tag from unnest(${ids}::uuid[]) creator, unnest(${[...add]}::uuid[]) tag
    on conflict do nothing returning creator_id`;
  const removed = await sql<{ creator_id: string }[]>`
    delete from creator_tags where creator_id = any(${ids}::uuid[]) and tag_id = any(${[...remove]}::uuid[])
    returning creator_id`;
  const changed = [...new Set([...added, ...removed].map((row) => row.creator_id))];
  if (changed.length > TOLD_ONE_BY_ONE) await announce(sql, { kind: 'everything', id: uuidv7() });
  else await announceAll(sql, 'creator', changed);
  return changed.length;
}

/** Holds the tags until the change is made; those that are not there are named by their place in the body. */
async function requireTags(
  sql: Queries,
  lists: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const wanted = Object.values(lists).flat();
  const rows = await sql<{ id: string }[]>`
    select id from tags where id = any(${wanted}::uuid[]) order by id for key share`;
  const known = new Set(rows.map((row) => row.id));
  const errors = Object.entries(lists).flatMap(([name, ids]) =>
    ids.flatMap((id, index) =>
      known.has(id) ? [] : [{ path: `${name}.${index}`, message: 'must be a tag' }],
    ),
  );
  if (errors.length > 0) throw invalid(errors);
}
