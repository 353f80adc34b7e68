import { ATTENTION_CODES } from '@parley/domain/view';
import { DELIVERY_STATUSES, STATUSES } from '@parley/domain/statuses';
import type { BenchWorld } from './s5-world.ts';

export interface AskedFor {
  readonly what: string;
  readonly paths: readonly string[];
  readonly atMostMs: number;
}

const SORTS = [
  'attention',
  'created',
  'updated',
  'status',
  'due',
  'compensation',
  'creator',
  'campaign',
  'validation',
];
const LIST = '/api/collaborations';

/** Every filter, sort and search, alone and in the pairs that are hardest. */
export function askedFor(world: BenchWorld): AskedFor[] {
  const filters = filtersOf(world);
  const words = [
    'li',
    'lindq',
    'lindqvist',
    'ana',
    'zoe okafor',
    'fjord',
    'quill fjord',
    'lindkvist',
    'ana.marsh1',
    'nothinglikeit',
    'e',
  ];
  const sorts = SORTS.flatMap((sort) => [sort, `-${sort}`]);
  return [
    {
      what: 'first page, each filter',
      paths: filters.map((filter) => `${LIST}?${filter}`),
      atMostMs: 40,
    },
    {
      what: 'first page, each sort',
      paths: sorts.map((sort) => `${LIST}?sort=${sort}`),
      atMostMs: 40,
    },
    {
      what: 'first page, a rare filter and each sort',
      paths: sorts.map(
        (sort) => `${LIST}?sort=${sort}&tag=${world.tags[0]}&validation=3&status=Fulfilling`,
      ),
      atMostMs: 40,
    },
    {
      what: 'first page, each search',
      paths: words.map((q) => `${LIST}?q=${encodeURIComponent(q)}`),
      atMostMs: 40,
    },
    {
      what: 'page at 99,900',
      paths: [
        `${LIST}?campaign=${world.campaigns.join('&campaign=')}&offset=99900`,
        ...sorts.map((sort) => `${LIST}?sort=${sort}&offset=90000`),
      ],
      atMostMs: 60,
    },
    {
      what: 'counts',
      paths: ['', ...filters, 'q=lindq', `creatorQ=lindq`].map(
        (filter) => `${LIST}/counts?${filter}`,
      ),
      atMostMs: 100,
    },
  ];
}

function filtersOf({ campaigns, creators, people, tags }: BenchWorld): string[] {
  return [
    ...STATUSES.map((status) => `status=${status}`),
    `campaign=${campaigns[10]}`,
    `campaign=${campaigns[10]}&campaign=${campaigns[0]}`,
    `creator=${creators[7]}`,
    `owner=${people[0]}`,
    'owner=none',
    `tag=${tags[3]}`,
    'tag=none',
    ...['none', ...DELIVERY_STATUSES].map((status) => `delivery=${encodeURIComponent(status)}`),
    'validation=none',
    'validation=3',
    'attention=true',
    ...ATTENTION_CODES.map((code) => `attention=${code}`),
    'unpaid=true',
    `status=Negotiating&owner=none&tag=${tags[1]}&attention=NEGOTIATION_STALLED`,
  ];
}
