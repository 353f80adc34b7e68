import { shortText } from '@parley/domain/text';
import { type CreatorView, type Page, PLATFORMS } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCreators } from '../access/visible-creators.ts';
import { many } from '../http/query.ts';
import { readCreators } from './creators.ts';
import { namedListShape, namedPage, NOT_BOTH, notBoth } from './named-list.ts';
import { redactedCreator } from './redact.ts';
import { findCreators, isFoundCreator } from './search.ts';
import { searchText, searchWords } from './search-text.ts';

/** The query of `GET /api/creators`; `country` takes `none`. */
export const creatorListQuery = z
  .strictObject({
    ...namedListShape,
    q: searchText,
    platform: many(z.enum(PLATFORMS)),
    country: many(shortText),
  })
  .refine(notBoth, NOT_BOTH);
export type CreatorListQuery = z.output<typeof creatorListQuery>;

/** A page of the creators that a person may see. */
export async function readCreatorList(
  sql: Queries,
  reader: Reader,
  query: CreatorListQuery,
): Promise<Page<CreatorView>> {
  let where = sql`t.id in (${visibleCreators(sql, reader)})`;
  for (const word of searchWords(query.q)) {
    const found = await findCreators(sql, word);
    where = sql`${where} and ${isFoundCreator(sql, sql`t.id`, found)}`;
  }
  if (query.platform.length > 0) {
    where = sql`${where} and t.id in (select creator_id from creator_handles where platform = any(${query.platform}::text[]))`;
  }
  if (query.country.length > 0) {
    const isNone = query.country.includes('none') ? sql`t.country is null` : sql`false`;
    where = sql`${where} and (${isNone} or folded(t.country) = any(array(select folded(unnest(${query.country}::text[])))))`;
  }
  return await namedPage(sql, 'creators', where, query, async (ids) =>
    (await readCreators(sql, ids)).map((view) => redactedCreator(view, reader.role)),
  );
}

/** One creator as a person may see them; null where they do not exist for them. */
export async function readCreator(
  sql: Queries,
  reader: Reader,
  id: string,
): Promise<CreatorView | null> {
  const rows = await sql<{ id: string }[]>`
    select id from creators where id = ${id} and id in (${visibleCreators(sql, reader)})`;
  const [view] = await readCreators(
    sql,
    rows.map((row) => row.id),
  );
  return view ? redactedCreator(view, reader.role) : null;
}
