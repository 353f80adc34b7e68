import type { TagInUse } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { announce } from '@parley/workflows/projection/store-changes';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.ts';
import { found } from '../http/not-found.ts';
import { Problem } from '../http/problem.ts';
import { WORKSPACE_ID } from '../workspace/workspace-id.ts';
import { readTagsOf } from './read-tags.ts';
import type { NewTag, TagChange } from './tag-body.ts';

/** Makes a tag. 409 TAG_EXISTS where one has this name, whatever its case and accents. */
export async function addTag(
  sql: Queries,
  reader: Reader,
  { name, colour }: NewTag,
  id: string = uuidv7(),
): Promise<TagInUse> {
  await requireFreeName(sql, id, name);
  await sql`insert into tags (id, name, colour) values (${id}, ${name}, ${colour})`;
  return await told(sql, reader, id);
}

/** Renames or recolours a tag, everywhere at once. 404 where there is none, 409 TAG_EXISTS as above. */
export async function changeTag(
  sql: Queries,
  reader: Reader,
  id: string,
  { name, colour }: TagChange,
): Promise<TagInUse> {
  if (name !== undefined) await requireFreeName(sql, id, name);
  const rows = await sql`
    update tags set name = coalesce(${name ?? null}, name), colour = coalesce(${colour ?? null}, colour), updated_at = now()
    where id = ${id} returning 1`;
  found(rows[0], 'tag');
  return await told(sql, reader, id);
}

/**
 * Takes a tag away from every creator, and out of the settings. Announced alone, however many creators had it:
 * whoever shows them drops it by its id.
 */
export async function removeTag(sql: Queries, id: string): Promise<void> {
  // Before the tag: a change of the settings holds this row while it looks whether its tags exist.
  await sql`select 1 from workspace for update`;
  const removed = await sql`delete from tags where id = ${id} returning 1`;
  found(removed[0], 'tag');
  const settings = await sql`
    update workspace set tag_on_outcome = (
      select jsonb_object_agg(key, case when value = to_jsonb(${id}::text) then 'null' else value end)
      from jsonb_each(tag_on_outcome))
    where ${id}::text in (tag_on_outcome ->> 'Completed', tag_on_outcome ->> 'Cancelled') returning 1`;
  await announce(sql, { kind: 'tag', id });
  if (settings.length > 0) await announce(sql, { kind: 'settings', id: WORKSPACE_ID });
}

async function requireFreeName(sql: Queries, id: string, name: string): Promise<void> {
  // Writers of tags wait for each other, so that no other one takes the name meanwhile; readers do not.
  await sql`lock table tags in share row exclusive mode`;
  const [taken] = await sql<{ id: string; name: string; colour: string }[]>`
    select id, name, colour from tags where name_key = folded(${name}) and id <> ${id}`;
  if (!taken) return;
  throw new Problem('TAG_EXISTS', {
    detail: `There is a tag “${taken.name}” already.`,
    errors: [{ path: 'name', message: 'belongs to a tag already' }],
    members: { tag: taken },
  });
}

async function told(sql: Queries, reader: Reader, id: string): Promise<TagInUse> {
  const [tag] = await readTagsOf(sql, reader, [id]);
  await announce(sql, { kind: 'tag', id });
  return found(tag, 'tag');
}
