import {
  DELIVERY_STATUSES,
  STATUSES,
  type DeliveryStatus,
  type Status,
} from '@parley/domain/statuses';

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
  readonly delivery: readonly (DeliveryStatus | 'none')[];
  readonly attention: boolean;
  readonly q: string;
  readonly sort: Sort;
}

export const DEFAULT_SORT: Sort = { key: 'attention', descending: false };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads an address; what it does not know it leaves out, so that an old link still opens. */
export function parseQuery(params: Pick<URLSearchParams, 'get' | 'getAll'>): ListQuery {
  const ids = (name: string) => params.getAll(name).filter((value) => UUID.test(value));
  const known = <T extends string>(name: string, values: readonly T[]) =>
    params.getAll(name).flatMap((value) => values.filter((one) => one === value));
  return {
    view: params.get('view') === 'board' ? 'board' : 'table',
    status: known('status', STATUSES),
    campaign: ids('campaign'),
    creator: ids('creator'),
    owner: params.getAll('owner').filter((value) => value === 'none' || UUID.test(value)),
    delivery: known('delivery', [...DELIVERY_STATUSES, 'none' as const]),
    attention: params.get('attention') === 'true',
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
  page: { readonly status?: Status; readonly limit: number; readonly cursor?: string },
): string {
  const params = filterParams(page.status ? { ...query, status: [page.status] } : query);
  params.set('sort', sortText(query.sort));
  params.set('limit', String(page.limit));
  if (page.cursor) params.set('cursor', page.cursor);
  return params.toString();
}

function filterParams(query: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q !== '') params.set('q', query.q);
  for (const name of ['status', 'campaign', 'creator', 'owner', 'delivery'] as const) {
    for (const value of query[name]) params.append(name, value);
  }
  if (query.attention) params.set('attention', 'true');
  return params;
}

/** Whether anything narrows the list. */
export function isFiltered(query: ListQuery): boolean {
  const { status, campaign, creator, owner, delivery } = query;
  const lists = [status, campaign, creator, owner, delivery];
  return query.q !== '' || query.attention || lists.some((list) => list.length > 0);
}

/** The query with one value of a filter switched on or off. */
export function toggled<K extends 'status' | 'campaign' | 'creator' | 'owner' | 'delivery'>(
  query: ListQuery,
  name: K,
  value: ListQuery[K][number],
): ListQuery {
  const values: readonly string[] = query[name];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return { ...query, [name]: next };
}
