import type { CreatorCounts } from '@parley/domain/view';
import { expect, test } from 'vitest';
import { parseCreatorQuery } from './creator-query.ts';
import { poolMenus } from './pool-filters.ts';

const COUNTS: CreatorCounts = {
  total: 5,
  platform: [{ value: 'Instagram', count: 4 }],
  country: [
    { value: 'none', count: 1 },
    { value: 'Japan', count: 3 },
    { value: 'Peru', count: 1 },
  ],
  tag: [{ value: 'none', name: null, colour: null, count: 2 }],
};
const menuOf = (name: string, address: string, counts: CreatorCounts | null) =>
  poolMenus(parseCreatorQuery(new URLSearchParams(address)), [], counts).find(
    (menu) => menu.name === name,
  );

test('offers the countries there are, with how many have them, and keeps a chosen one', () => {
  const menu = menuOf('country', 'country=Chile&country=Japan', COUNTS);
  expect(menu?.items.map(({ label, trailing, checked }) => [label, trailing, checked])).toEqual([
    ['Japan', '3', true],
    ['Peru', '1', false],
    ['Chile', '0', true],
    ['No country', '1', false],
  ]);
  expect(menu?.chosen).toBe('Japan +1');
});

test('before counts are known, shows what is chosen', () => {
  const menu = menuOf('country', 'country=none&country=Chile', null);
  expect(menu?.items.map(({ label, trailing }) => [label, trailing])).toEqual([
    ['Chile', undefined],
    ['No country', undefined],
    ['Looking for countries…', undefined],
  ]);
  expect(menuOf('tag', '', COUNTS)?.items.map(({ trailing }) => trailing)).toEqual(['2']);
  expect(menuOf('platform', '', COUNTS)?.items.map(({ trailing }) => trailing)).toContain('4');
});
