import { derivedId } from '@parley/domain/ids';
import { jsonText, type Queries } from '../projection/postgres.ts';
import type { CreatorDraft } from './creator-drafts.ts';

/**
 * Stores drafts in a handful of statements, however many there are: new creators, what changes of others, their
 * handles and tags. `seed` names the tags it makes, whose ids are answered. Announcing is the caller's. Throws 23505
 * where somebody took a handle meanwhile.
 */
export async function storeCreators(
  sql: Queries,
  drafts: Iterable<CreatorDraft>,
  seed: string,
): Promise<readonly string[]> {
  // Locks are taken in one order, so that two imports of the same people do not wait for each other in a ring.
  const sorted = [...drafts].sort((a, b) => (a.id < b.id ? -1 : 1));
  const erased = await erasedOf(sql, sorted);
  const all = sorted.filter(({ id }) => !erased.has(id));
  if (all.length === 0) return [];
  await insertNew(
    sql,
    all.filter(({ isNew }) => isNew),
  );
  await updateOthers(
    sql,
    all.filter(({ isNew }) => !isNew),
  );
  await storeHandles(sql, all);
  return await storeTags(sql, all, seed);
}

/** Holds the creators that change; those who were erased since they were looked up stay as they are. */
async function erasedOf(
  sql: Queries,
  drafts: readonly CreatorDraft[],
): Promise<ReadonlySet<string>> {
  const ids = drafts.filter(({ isNew }) => !isNew).map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: string; is_erased: boolean }[]>`
    select id, erased_at is not null as is_erased from creators where id = any(${ids}::uuid[]) order by id for update`;
  return new Set(rows.filter((row) => row.is_erased).map((row) => row.id));
}

async function insertNew(sql: Queries, drafts: readonly CreatorDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await sql`
    insert into creators (id, name, bio, country, audience, contact)
    select id, name, bio, country, audience, contact
    from jsonb_to_recordset(${jsonText(drafts)}::text::jsonb)
      as d(id uuid, name text, bio text, country text, audience text, contact jsonb)`;
}

async function updateOthers(sql: Queries, drafts: readonly CreatorDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await sql`
    update creators c set updated_at = now(), name = d.name, bio = coalesce(d.bio, c.bio),
      country = coalesce(d.country, c.country), audience = coalesce(d.audience, c.audience),
      contact = c.contact || d.contact
    from jsonb_to_recordset(${jsonText(drafts)}::text::jsonb)
      as d(id uuid, name text, bio text, country text, audience text, contact jsonb)
    where c.id = d.id`;
}

/** A handle that is the creator's already gets what the file says of it; further ones come behind those there are. */
async function storeHandles(sql: Queries, drafts: readonly CreatorDraft[]): Promise<void> {
  const rows = drafts.flatMap(({ id, handles }) =>
    [...handles.values()].map((handle, at) => ({ creator_id: id, at, ...handle })),
  );
  await sql`
    with given as (
      select * from jsonb_to_recordset(${jsonText(rows)}::text::jsonb) as g(creator_id uuid, at int, platform text,
        handle text, url text, followers bigint, "engagementPercent" double precision)
    ), changed as (
      update creator_handles h set url = coalesce(g.url, h.url), followers = coalesce(g.followers, h.followers),
        engagement_percent = coalesce(g."engagementPercent", h.engagement_percent)
      from given g
      where h.creator_id = g.creator_id and h.platform = g.platform and h.handle_key = lower(g.handle)
      returning h.creator_id, h.platform, h.handle_key
    )
    insert into creator_handles (creator_id, position, platform, handle, url, followers, engagement_percent)
    select g.creator_id,
      coalesce((select max(position) + 1 from creator_handles h where h.creator_id = g.creator_id), 0)
        + row_number() over (partition by g.creator_id order by g.at) - 1,
      g.platform, g.handle, g.url, g.followers, g."engagementPercent"
    from given g
    where not exists (select 1 from changed c where c.creator_id = g.creator_id and c.platform = g.platform
      and c.handle_key = lower(g.handle))`;
}

async function storeTags(
  sql: Queries,
  drafts: readonly CreatorDraft[],
  seed: string,
): Promise<readonly string[]> {
  const marks = drafts.flatMap(({ id, tags }) =>
    [...tags].map((name) => ({ creator_id: id, name })),
  );
  if (marks.length === 0) return [];
  const names = [...new Set(marks.map(({ name }) => name))].sort();
  const made = names.map((name) => ({ id: derivedId(seed, 'tag', name), name }));
  const added = await sql<{ id: string }[]>`
    insert into tags (id, name, colour)
    select distinct on (folded(name)) id, name, 'grey'
    from jsonb_to_recordset(${jsonText(made)}::text::jsonb) as m(id uuid, name text)
    where not exists (select 1 from tags t where t.name_key = folded(m.name))
    order by folded(name), name
    on conflict (name_key) do nothing returning id`;
  await sql`
    insert into creator_tags (creator_id, tag_id)
    select m.creator_id, t.id
    from jsonb_to_recordset(${jsonText(marks)}::text::jsonb) as m(creator_id uuid, name text)
    join tags t on t.name_key = folded(m.name)
    on conflict do nothing`;
  return added.map(({ id }) => id);
}
