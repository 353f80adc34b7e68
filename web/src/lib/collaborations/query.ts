import {
  DELIVERY_STATUSES,
  STATUSES,
  type DeliveryStatus,
  type Status,
} from '@parley/domain/statuses';
import { ATTENTION_CODES, type AttentionCode } from '@parley/domain/view';

export const SORT_KEYS = [
  'attention',
  'created',
  'updated',
  'status',
  'due',
  'compensation',
  'creator',
  'campaign',
  'validation',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** What the address of the list says: filters, search, sort and view. Several values of one filter are "or". */
export interface ListQuery {
  readonly view: 'table' | 'board';
  readonly status: readonly Status[];
  readonly campaign: readonly string[];
  readonly creator: readonly string[];
  /** Ids of people, or `none`. */
  readonly owner: readonly string[];
  /** Ids of tags of the creator, or `none`. */
  readonly tag: readonly string[];
  readonly delivery: readonly (DeliveryStatus | 'none')[];
  /** Scores, or `none` where the creator was not validated. */
  readonly validation: readonly ScoreFilter[];
  /** Codes, or `true` for any. */
  readonly attention: readonly AttentionFilter[];
  /** Only where less was paid than agreed. */
  readonly unpaid: boolean;
  readonly q: string;
  readonly sort: Sort;
}

export const SCORE_FILTERS = ['3', '2', '1', '0', 'none'] as const;
export type ScoreFilter = (typeof SCORE_FILTERS)[number];
export const ATTENTION_FILTERS = ['true', ...ATTENTION_CODES] as const;
export type AttentionFilter = 'true' | AttentionCode;

/** Filters with values that are switched one by one. */
export const FILTER_NAMES = [
  'status',
  'campaign',
  'creator',
  'owner',
  'tag',
  'delivery',
  'validation',
  'attention',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export const DEFAULT_SORT: Sort = { key: 'attention', descending: false };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads an address; what it does not know it leaves out, so that an old link still opens. */
export function parseQuery(params: Pick<URLSearchParams, 'get' | 'getAll'>): ListQuery {
  const all = (name: string) => [...new Set(params.getAll(name))];
  const ids = (name: string) => all(name).filter((value) => UUID.test(value));
  const idsOrNone = (name: string) =>
    all(name).filter((value) => value === 'none' || UUID.test(value));
  const known = <T extends string>(name: string, values: readonly T[]) =>
    all(name).flatMap((value) => values.filter((one) => one === value));
  return {
    view: params.get('view') === 'board' ? 'board' : 'table',
    status: known('status', STATUSES),
    campaign: ids('campaign'),
    creator: ids('creator'),
    owner: idsOrNone('owner'),
    tag: idsOrNone('tag'),
    delivery: known('delivery', [...DELIVERY_STATUSES, 'none' as const]),
    validation: known('validation', SCORE_FILTERS),
    attention: known('attention', ATTENTION_FILTERS),
    unpaid: params.get('unpaid') === 'true',
    q: (params.get('q') ?? '').trim().slice(0, 500),
    sort: parseSort(params.get('sort')),
  };
}

function parseSort(value: string | null): Sort {
  const descending = value?.startsWith('-') ?? false;
  const name = descending ? value?.slice(1) : value;
  const key = SORT_KEYS.find((one) => one === name);
  return key ? { key, descending } : DEFAULT_SORT;
}

export const sortText = (sort: Sort) => `${sort.descending ? '-' : ''}${sort.key}`;

/** The address of a query: only what differs from the plain list. */
export function searchOf(query: ListQuery): string {
  const params = filterParams(query);
  if (query.view === 'board') params.set('view', 'board');
  if (sortText(query.sort) !== sortText(DEFAULT_SORT)) params.set('sort', sortText(query.sort));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The same query as the API takes it; `status` replaces the filter's own for one column of the board. */
export function apiSearch(
  query: ListQuery,
  page: { readonly status?: Status; readonly limit: number; readonly offset?: number },
): string {
  const params = filterParams(page.status ? { ...query, status: [page.status] } : query);
  params.set('sort', sortText(query.sort));
  params.set('limit', String(page.limit));
  if (page.offset) params.set('offset', String(page.offset));
  return params.toString();
}

/** What selects everything between two rows of the list, in its order. */
export function rangeSearch(query: ListQuery, from: string, to: string): URLSearchParams {
  const params = filterParams(query);
  params.set('sort', sortText(query.sort));
  params.set('from', from);
  params.set('to', to);
  return params;
}

/** The filters alone, for what is not a page of rows: counts, an export. */
export function filterParams(query: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q !== '') params.set('q', query.q);
  for (const name of FILTER_NAMES) {
    for (const value of query[name]) params.append(name, value);
  }
  if (query.unpaid) params.set('unpaid', 'true');
  return params;
}

/** Whether anything narrows the list. */
export function isFiltered(query: ListQuery): boolean {
  return filterParams(query).size > 0;
}

/** The query with nothing narrowing it; its view and sort stay. */
export function cleared(query: ListQuery): ListQuery {
  return { ...parseQuery(new URLSearchParams()), view: query.view, sort: query.sort };
}

/** The query with one value of a filter switched on or off; a value that the filter does not have changes nothing. */
export function toggled(query: ListQuery, name: FilterName, value: string): ListQuery {
  const has = (query[name] satisfies readonly string[]).some((one) => one === value);
  const params = new URLSearchParams(searchOf(query));
  if (has) params.delete(name, value);
  else params.append(name, value);
  return parseQuery(params);
}
