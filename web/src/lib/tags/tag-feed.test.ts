import type { TagView } from '@parley/domain/view';
import { expect, test } from 'vitest';
import { isFreeName, matchingTags } from './choices.ts';
import { retagged, tagChanges } from './tag-feed.ts';

const tag = (id: string, name: string): TagView => ({ id, name, colour: 'grey' });
const [ace, bold, late] = [tag('1', 'Ace'), tag('2', 'Bold'), tag('3', 'Été')];

test('a renamed tag takes its new place, a removed one goes, others stay the very same list', () => {
  const renamed = {
    kind: 'tag',
    id: '1',
    value: { id: '1', name: 'Zest', colour: 'red', uses: 4 },
  };
  const removed = { kind: 'tag', id: '3', value: null };
  const other = { kind: 'creator', id: '2', value: null };
  const changes = tagChanges([renamed, other, removed]);
  expect(retagged([ace, bold, late], changes)).toEqual([
    bold,
    { id: '1', name: 'Zest', colour: 'red' },
  ]);
  const tags = [bold];
  expect(retagged(tags, changes)).toBe(tags);
});

test('of several changes of a tag the last one holds', () => {
  const changes = [
    { id: '1', tag: tag('1', 'Once') },
    { id: '1', tag: tag('1', 'Twice') },
  ];
  expect(retagged([ace], changes)).toEqual([tag('1', 'Twice')]);
});

test('names are found and compared without case and accents', () => {
  const tags = [ace, bold, late];
  expect(matchingTags(tags, ' ETE ')).toEqual([late]);
  expect(isFreeName(tags, 'ete')).toBe(false);
  expect(isFreeName(tags, 'Aces')).toBe(true);
  expect(isFreeName(tags, ' ')).toBe(false);
});
