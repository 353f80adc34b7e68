import { expect, test } from 'vitest';
import {
  creatorPath,
  creatorSearch,
  filterBodyOf,
  isNarrowed,
  parseCreatorQuery,
  switchedIn,
  unfiltered,
} from './creator-query.ts';

const parse = (text: string) => parseCreatorQuery(new URLSearchParams(text));
const TAG = '01990000-0000-7000-8000-000000000001';

test('an address survives being read and written', () => {
  const text = `?q=ada&platform=Instagram&platform=X&country=Peru&tag=${TAG}&tag=none&validation=3&outcome=completed&followersMin=1000&engagementMax=2.5&sort=-followers`;
  expect(creatorSearch(parse(text))).toBe(text);
  expect(creatorSearch(parse(''))).toBe('');
});

test('what it does not know is left out', () => {
  const text =
    'platform=Orkut&tag=x&validation=7&outcome=Pending&followersMin=-1&engagementMin=101&sort=hue&who=me';
  expect(creatorSearch(parse(text))).toBe('');
});

test('a value is switched on and off', () => {
  const on = switchedIn(parse('sort=-name'), 'tag', TAG);
  expect(creatorSearch(on)).toBe(`?tag=${TAG}&sort=-name`);
  expect(creatorSearch(switchedIn(on, 'tag', TAG))).toBe('?sort=-name');
  expect([isNarrowed(on), isNarrowed(unfiltered(on))]).toEqual([true, false]);
});

test('the API gets filters, order and place; a body the filters alone', () => {
  const query = parse('q=a&platform=X&followersMin=5&sort=-created');
  expect(creatorPath(query, 200, 100)).toBe(
    '/api/creators?q=a&platform=X&followersMin=5&sort=-created&limit=100&offset=200',
  );
  expect(filterBodyOf(query)).toEqual({ q: 'a', platform: ['X'], followersMin: '5' });
});
