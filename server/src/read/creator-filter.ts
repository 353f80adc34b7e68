import { uuid } from '@parley/domain/scalars';
import { shortText } from '@parley/domain/text';
import { PLATFORMS } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { seesEveryCreator, visibleCreators } from '../access/visible-creators.ts';
import { invalid } from '../http/problem.ts';
import { many, wholeNumber } from '../http/query.ts';
import { shownScores } from './marks.ts';
import { findCreators, isFoundCreator } from './search.ts';
import { searchText, searchWords } from './search-text.ts';

/** A number as a query or a body gives it. */
const asText = (value: unknown) => (typeof value === 'number' ? String(value) : value);
const followers = z.preprocess(asText, wholeNumber(0, 1_000_000_000_000)).optional();
const percent = z
  .preprocess(
    asText,
    z
      .string()
      .regex(/^\d{1,3}(\.\d{1,6})?$/, 'must be a number, 0 to 100')
      .transform(Number)
      .pipe(z.number().max(100, 'must be at most 100')),
  )
  .optional();

export const OUTCOMES = ['completed', 'cancelled', 'open', 'none'] as const;

/** What selects creators: a list, its counts, an export and a validation run take it alike. */
export const creatorFilterShape = {
  q: searchText,
  /** Platform, followers and engagement are those of one handle. */
  platform: many(z.enum(PLATFORMS)),
  followersMin: followers,
  followersMax: followers,
  engagementMin: percent,
  engagementMax: percent,
  /** `none`: no country is known. */
  country: many(shortText),
  tag: many(z.union([z.literal('none'), uuid], { error: 'must be a UUID or none' })),
  /** What the badge shows outside a campaign. */
  validation: many(z.enum(['none', '0', '1', '2', '3'], { error: 'must be none, 0, 1, 2 or 3' })),
  /** How collaborations with them stand that the reader sees; `none`: there is none. */
  outcome: many(z.enum(OUTCOMES, { error: `must be one of ${OUTCOMES.join(', ')}` })),
};
export const creatorFilter = z.strictObject(creatorFilterShape);
export type CreatorFilter = z.output<typeof creatorFilter>;

export interface CreatorCondition {
  readonly where: postgres.Fragment;
  /** Whether it asks for anything at all. */
  readonly isNarrowed: boolean;
}

/**
 * Which rows of `creators t` a person's filter selects; inside an object, because a fragment itself can be awaited.
 * 422 for a tag that is not there.
 */
export async function creatorCondition(
  sql: Queries,
  reader: Reader,
  filter: CreatorFilter,
): Promise<CreatorCondition> {
  await requireTags(sql, filter.tag);
  const conditions = [
    ...(seesEveryCreator(reader) ? [] : [sql`t.id in (${visibleCreators(sql, reader)})`]),
    ...byHandle(sql, filter),
    ...byCountry(sql, filter.country),
    ...byTag(sql, filter.tag),
    ...byValidation(sql, filter.validation),
    ...byOutcome(sql, reader, filter.outcome),
  ];
  for (const word of searchWords(filter.q))
    conditions.push(isFoundCreator(sql, sql`t.id`, await findCreators(sql, word)));
  return {
    where: conditions.reduce((all, condition) => sql`${all} and ${condition}`, sql`true`),
    isNarrowed: conditions.length > 0,
  };
}

/** The filters whose values are counted, each as a condition of its own; inside an object, as above. */
export function facetConditions(
  sql: Queries,
  filter: CreatorFilter,
): Readonly<Record<'platform' | 'country' | 'tag', { readonly where: postgres.Fragment }>> {
  const all = ([condition]: readonly postgres.Fragment[]) => ({ where: condition ?? sql`true` });
  return {
    platform: all(filter.platform.length === 0 ? [] : byHandle(sql, filter)),
    country: all(byCountry(sql, filter.country)),
    tag: all(byTag(sql, filter.tag)),
  };
}

/** 422 for tags that are not there. */
export async function requireTags(sql: Queries, given: readonly string[]): Promise<void> {
  const ids = given.filter((id) => id !== 'none');
  if (ids.length === 0) return;
  const rows = await sql<{ id: string }[]>`select id from tags where id = any(${ids}::uuid[])`;
  const known = new Set(rows.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw invalid(unknown.map((id) => ({ path: 'tag', message: `${id} is not known` })));
}

function byHandle(sql: Queries, filter: CreatorFilter): postgres.Fragment[] {
  const { platform, ...numbers } = filter;
  const conditions = [
    ...(platform.length > 0 ? [sql`h.platform = any(${platform}::text[])`] : []),
    ...handleConditions(sql, numbers),
  ];
  if (conditions.length === 0) return [];
  const all = conditions.reduce((before, condition) => sql`${before} and ${condition}`);
  return [sql`t.id in (select h.creator_id from creator_handles h where ${all})`];
}

/** What a filter asks of one of the `creator_handles h`, its platform aside. */
export function handleConditions(
  sql: Queries,
  filter: Pick<CreatorFilter, 'followersMin' | 'followersMax' | 'engagementMin' | 'engagementMax'>,
): postgres.Fragment[] {
  const { followersMin, followersMax, engagementMin, engagementMax } = filter;
  return [
    ...(followersMin === undefined ? [] : [sql`h.followers >= ${followersMin}::bigint`]),
    ...(followersMax === undefined ? [] : [sql`h.followers <= ${followersMax}::bigint`]),
    ...(engagementMin === undefined ? [] : [sql`h.engagement_percent >= ${engagementMin}::float8`]),
    ...(engagementMax === undefined ? [] : [sql`h.engagement_percent <= ${engagementMax}::float8`]),
  ];
}

function byCountry(sql: Queries, given: readonly string[]): postgres.Fragment[] {
  if (given.length === 0) return [];
  const isNone = given.includes('none') ? sql`t.country is null` : sql`false`;
  return [
    sql`(${isNone} or t.country = any(array(
      select country from (select distinct country from creators) written
      where folded(country) = any(array(select folded(unnest(${[...given]}::text[])))))))`,
  ];
}

function byTag(sql: Queries, given: readonly string[]): postgres.Fragment[] {
  if (given.length === 0) return [];
  const ids = given.filter((id) => id !== 'none');
  const isNone = given.includes('none')
    ? sql`not exists (select 1 from creator_tags where creator_id = t.id)`
    : sql`false`;
  return [
    sql`(t.id in (select creator_id from creator_tags where tag_id = any(${ids}::uuid[])) or ${isNone})`,
  ];
}

function byValidation(sql: Queries, given: readonly string[]): postgres.Fragment[] {
  if (given.length === 0) return [];
  const shown = sql`(${shownScores(sql)}) s`;
  const isNone = given.includes('none')
    ? sql`t.id not in (select creator_id from ${shown})`
    : sql`false`;
  return [
    sql`(t.id in (select creator_id from ${shown} where score::text = any(${[...given]}::text[])) or ${isNone})`,
  ];
}

function byOutcome(sql: Queries, reader: Reader, given: readonly string[]): postgres.Fragment[] {
  if (given.length === 0) return [];
  const statuses = given.flatMap((outcome) => STATUSES_OF[outcome] ?? []);
  const withThem = sql`select creator_id from collaborations where campaign_id in (${visibleCampaigns(sql, reader)})`;
  const isNone = given.includes('none') ? sql`t.id not in (${withThem})` : sql`false`;
  return [sql`(t.id in (${withThem} and status = any(${statuses}::text[])) or ${isNone})`];
}

const STATUSES_OF: Readonly<Record<string, readonly string[]>> = {
  completed: ['Completed'],
  cancelled: ['Cancelled'],
  open: ['Pending', 'Negotiating', 'Fulfilling'],
};
