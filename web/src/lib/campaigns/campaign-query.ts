import { CAMPAIGN_STATUSES, type CampaignStatus } from '@parley/domain/statuses';

export const CAMPAIGN_SORTS = [
  { id: 'name', label: 'Name' },
  { id: 'status', label: 'Status' },
  { id: '-open', label: 'Most open work' },
  { id: 'ends', label: 'Ends first' },
  { id: 'starts', label: 'Starts first' },
  { id: '-created', label: 'Newest' },
] as const;
type CampaignSort = (typeof CAMPAIGN_SORTS)[number]['id'];

/** What the address of the campaigns says. No status chosen: all but the archived. */
export interface CampaignQuery {
  readonly q: string;
  readonly status: readonly CampaignStatus[];
  /** Ids of people, or `none`. */
  readonly owner: readonly string[];
  readonly sort: CampaignSort;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads an address; what it does not know it leaves out. */
export function parseCampaignQuery(params: URLSearchParams): CampaignQuery {
  const status = params.getAll('status');
  const owner = params.getAll('owner').filter((id) => id === 'none' || UUID.test(id));
  return {
    q: (params.get('q') ?? '').trim().slice(0, 500),
    status: CAMPAIGN_STATUSES.filter((one) => status.includes(one)),
    owner: [...new Set(owner)],
    sort: CAMPAIGN_SORTS.find(({ id }) => id === params.get('sort'))?.id ?? 'name',
  };
}

/** The address of a query: only what differs from the plain list. */
export function campaignsHref(query: CampaignQuery): string {
  const search = paramsOf(query).toString();
  return search === '' ? '/campaigns' : `/campaigns?${search}`;
}

/** The same query as the API takes it. */
export function campaignsPath(query: CampaignQuery, limit: number): string {
  const status =
    query.status.length > 0 ? query.status : CAMPAIGN_STATUSES.filter((one) => one !== 'Archived');
  const params = paramsOf({ ...query, status });
  params.set('limit', String(limit));
  return `/api/campaigns?${params.toString()}`;
}

function paramsOf({ q, status, owner, sort }: CampaignQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (q !== '') params.set('q', q);
  for (const one of status) params.append('status', one);
  for (const id of owner) params.append('owner', id);
  if (sort !== 'name') params.set('sort', sort);
  return params;
}

export function isNarrowed({ q, status, owner }: CampaignQuery): boolean {
  return q !== '' || status.length + owner.length > 0;
}

/** The values with this one switched on or off. */
export function toggled<T extends string>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
