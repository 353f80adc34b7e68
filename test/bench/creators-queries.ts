import type { AskedFor } from './s5-queries.ts';
import type { BenchWorld } from './s5-world.ts';

const LIST = '/api/creators';
const KEYS = ['name', 'created', 'followers', 'engagement', 'validation', 'collaborations'];

/** Every filter, sort and search of the pool, and the counts beside them. */
export function poolQueries({ tags }: BenchWorld): AskedFor[] {
  const filters = [
    'platform=Instagram',
    'followersMin=1000000',
    'platform=TikTok&followersMin=1900000&engagementMin=11',
    'country=Japan',
    'country=none',
    `tag=${tags[3]}`,
    'tag=none',
    'validation=3',
    'validation=none',
    ...['completed', 'cancelled', 'open', 'none'].map((outcome) => `outcome=${outcome}`),
    `platform=Instagram&country=Japan&tag=${tags[1]}&validation=3&outcome=open`,
  ];
  const searches = ['li', 'lindqvist', 'ana marsh', 'ana.marsh1', 'lindkvist', 'e'].map(
    (q) => `q=${encodeURIComponent(q)}`,
  );
  const sorts = KEYS.flatMap((key) => [`sort=${key}`, `sort=-${key}`]);
  const pages = (queries: readonly string[]) => queries.map((query) => `${LIST}?${query}`);
  const atMostMs = 100;
  return [
    { what: 'first page, each filter', paths: pages(filters), atMostMs },
    { what: 'first page, each sort', paths: pages(sorts), atMostMs },
    {
      what: 'first page, a filter and each sort',
      paths: pages(sorts.map((sort) => `${sort}&outcome=open`)),
      atMostMs,
    },
    { what: 'first page, each search', paths: pages(searches), atMostMs },
    { what: 'page at 40,000', paths: pages(sorts.map((sort) => `${sort}&offset=40000`)), atMostMs },
    {
      what: 'counts',
      paths: ['', ...filters, ...searches].map((query) => `${LIST}/counts?${query}`),
      atMostMs,
    },
  ];
}
