import { PLATFORMS, type Platform } from '@parley/domain/view';

export const CREATOR_SORTS = [
  'name',
  'created',
  'followers',
  'engagement',
  'validation',
  'collaborations',
] as const;
export type CreatorSortKey = (typeof CREATOR_SORTS)[number];
export const SCORES = ['3', '2', '1', '0', 'none'] as const;
export type ScoreValue = (typeof SCORES)[number];
export const OUTCOMES = ['completed', 'cancelled', 'open', 'none'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const RANGES = ['followersMin', 'followersMax', 'engagementMin', 'engagementMax'] as const;
export type RangeName = (typeof RANGES)[number];

/** What the address of the creators says. Several values of one filter are "or". */
export interface CreatorQuery {
  readonly q: string;
  readonly platform: readonly Platform[];
  readonly country: readonly string[];
  /** Ids of tags, or `none`. */
  readonly tag: readonly string[];
  readonly validation: readonly ScoreValue[];
  readonly outcome: readonly Outcome[];
  /** Numbers as the address has them. */
  readonly ranges: Readonly<Partial<Record<RangeName, string>>>;
  readonly sort: { readonly key: CreatorSortKey; readonly descending: boolean };
}
export type CreatorFilterName = 'platform' | 'country' | 'tag' | 'validation' | 'outcome';
const FILTERS: readonly CreatorFilterName[] = [
  'platform',
  'country',
  'tag',
  'validation',
  'outcome',
];
const TAG = /^(none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const WHOLE = /^\d{1,12}$/;
const PERCENT = /^\d{1,3}(\.\d{1,6})?$/;
const isOfRange = (name: RangeName, value: string) =>
  name.startsWith('followers') ? WHOLE.test(value) : PERCENT.test(value) && Number(value) <= 100;

/** Reads an address; what it does not know it leaves out, so that an old link still opens. */
export function parseCreatorQuery(params: Pick<URLSearchParams, 'get' | 'getAll'>): CreatorQuery {
  const known = <T extends string>(name: string, values: readonly T[]) =>
    values.filter((one) => params.getAll(name).includes(one));
  const sort = params.get('sort') ?? '';
  const key = CREATOR_SORTS.find((one) => one === sort.replace(/^-/, ''));
  return {
    q: (params.get('q') ?? '').trim().slice(0, 500),
    platform: known('platform', PLATFORMS),
    country: params.getAll('country').filter((name) => name.trim() !== ''),
    tag: params.getAll('tag').filter((value) => TAG.test(value)),
    validation: known('validation', SCORES),
    outcome: known('outcome', OUTCOMES),
    ranges: Object.fromEntries(
      RANGES.flatMap((name) => {
        const value = params.get(name) ?? '';
        return isOfRange(name, value) ? [[name, value]] : [];
      }),
    ),
    sort: key ? { key, descending: sort.startsWith('-') } : { key: 'name', descending: false },
  };
}

export const sortTextOf = ({ sort }: CreatorQuery) => `${sort.descending ? '-' : ''}${sort.key}`;

/** The filters as the API takes them, without order and page. */
export function filterParamsOf(query: CreatorQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q !== '') params.set('q', query.q);
  for (const name of FILTERS) for (const value of query[name]) params.append(name, value);
  for (const name of RANGES) {
    const value = query.ranges[name];
    if (value !== undefined) params.set(name, value);
  }
  return params;
}

/** The filters as a body takes them: as the query of the list has them. */
export function filterBodyOf(query: CreatorQuery): Record<string, string | string[]> {
  const params = filterParamsOf(query);
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const isMany = FILTERS.some((one) => one === name);
      return [name, isMany ? params.getAll(name) : (params.get(name) ?? '')];
    }),
  );
}

/** The address of a query: only what differs from the plain list. */
export function creatorSearch(query: CreatorQuery): string {
  const params = filterParamsOf(query);
  if (sortTextOf(query) !== 'name') params.set('sort', sortTextOf(query));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The path of a part of the list. */
export function creatorPath(query: CreatorQuery, offset: number, limit: number): string {
  const params = filterParamsOf(query);
  if (sortTextOf(query) !== 'name') params.set('sort', sortTextOf(query));
  params.set('limit', String(limit));
  if (offset > 0) params.set('offset', String(offset));
  return `/api/creators?${params.toString()}`;
}

/** The path of the ids of all that the list shows, or of those between two of its rows. */
export function creatorIdsPath(query: CreatorQuery, ends: { from: string; to: string } | null) {
  const params = filterParamsOf(query);
  params.set('sort', sortTextOf(query));
  if (ends) for (const [name, id] of Object.entries(ends)) params.set(name, id);
  return `/api/creators/ids?${params.toString()}`;
}

export const isNarrowed = (query: CreatorQuery): boolean => filterParamsOf(query).size > 0;

/** The same order, without any filter. */
export const unfiltered = ({ sort }: CreatorQuery): CreatorQuery => ({
  ...parseCreatorQuery(new URLSearchParams()),
  sort,
});

/** The query with one value of a filter switched on or off. */
export function switchedIn(
  query: CreatorQuery,
  name: CreatorFilterName,
  value: string,
): CreatorQuery {
  const params = filterParamsOf(query);
  const values = params.getAll(name);
  params.delete(name);
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  for (const one of next) params.append(name, one);
  return { ...parseCreatorQuery(params), sort: query.sort };
}
