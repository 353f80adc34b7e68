import { TAG_COLOURS } from '@parley/domain/tags';
import type { TagInUse } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCreators } from '../access/visible-creators.ts';

const rows = z.array(
  z.strictObject({
    id: z.uuid(),
    name: z.string(),
    colour: z.enum(TAG_COLOURS),
    uses: z.int(),
  }),
);

/**
 * Tags by name, each with the number of creators that have it and that the reader may see. For guests those exist
 * that they meet on a creator.
 */
export async function readTags(sql: Queries, reader: Reader): Promise<readonly TagInUse[]> {
  return await tagsWhere(sql, reader, sql`true`);
}

/** The tags of these ids, as above and by name; ids of none are left out. */
export async function readTagsOf(
  sql: Queries,
  reader: Reader,
  ids: readonly string[],
): Promise<readonly TagInUse[]> {
  return await tagsWhere(sql, reader, sql`t.id = any(${[...ids]}::uuid[])`);
}

async function tagsWhere(
  sql: Queries,
  reader: Reader,
  where: postgres.Fragment,
): Promise<readonly TagInUse[]> {
  const isGuest = reader.role === 'guest';
  const visible = isGuest ? sql`and ct.creator_id in (${visibleCreators(sql, reader)})` : sql``;
  const found = await sql`
    select t.id, t.name, t.colour, (select count(*) from creator_tags ct where ct.tag_id = t.id ${visible})::int as uses
    from tags t where ${where} order by t.name_key, t.id`;
  const tags: readonly TagInUse[] = rows.parse(found);
  return isGuest ? tags.filter((tag) => tag.uses > 0) : tags;
}
