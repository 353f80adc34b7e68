import { shortText } from '@parley/domain/text';
import { type CreatorView, type Page, PLATFORMS } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCreators } from '../access/visible-creators.ts';
import { many } from '../http/query.ts';
import { readCreators } from './creators.ts';
import { namedListShape, namedPage, NOT_BOTH, notBoth } from './named-list.ts';
import { redactedCreator } from './redact.ts';
import { findCreators, isFoundCreator } from './search.ts';
import { searchText, searchWords } from './search-text.ts';

/** What selects creators: a list and a validation run take it alike; `country` takes `none`. */
const filterShape = {
  q: searchText,
  platform: many(z.enum(PLATFORMS)),
  country: many(shortText),
};
export const creatorFilter = z.strictObject(filterShape);
export type CreatorFilter = z.output<typeof creatorFilter>;

/** The query of `GET /api/creators`. */
export const creatorListQuery = z
  .strictObject({ ...namedListShape, ...filterShape })
  .refine(notBoth, NOT_BOTH);
export type CreatorListQuery = z.output<typeof creatorListQuery>;

/** A page of the creators that a person may see. */
export async function readCreatorList(
  sql: Queries,
  reader: Reader,
  query: CreatorListQuery,
): Promise<Page<CreatorView>> {
  const { where } = await creatorCondition(sql, reader, query);
  return await namedPage(sql, 'creators', where, query, async (ids) =>
    (await readCreators(sql, ids)).map((view) => redactedCreator(view, reader.role)),
  );
}

/** Which rows of `creators t` a person's filter selects; inside an object, because a fragment itself can be awaited. */
export async function creatorCondition(
  sql: Queries,
  reader: Reader,
  filter: CreatorFilter,
): Promise<{ readonly where: postgres.Fragment }> {
  let where = sql`t.id in (${visibleCreators(sql, reader)})`;
  for (const word of searchWords(filter.q)) {
    const found = await findCreators(sql, word);
    where = sql`${where} and ${isFoundCreator(sql, sql`t.id`, found)}`;
  }
  if (filter.platform.length > 0) {
    where = sql`${where} and t.id in (select creator_id from creator_handles where platform = any(${filter.platform}::text[]))`;
  }
  if (filter.country.length > 0) {
    const isNone = filter.country.includes('none') ? sql`t.country is null` : sql`false`;
    where = sql`${where} and (${isNone} or folded(t.country) = any(array(select folded(unnest(${filter.country}::text[])))))`;
  }
  return { where };
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
