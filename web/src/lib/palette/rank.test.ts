import { expect, it } from 'vitest';
import type { Command } from './palette.svelte.ts';
import { grouped, ranked, withRecent } from './rank.ts';

const command = (id: string, label: string, group = 'Go to', words = ''): Command => ({
  ...{ id, label, group, words },
  run: () => undefined,
});
const all = [
  command('campaigns', 'Campaigns'),
  command('dark', 'Dark theme', 'Appearance', 'night colours'),
  command('new', 'New campaign', 'Create'),
];
const ids = (commands: readonly Command[]) => commands.map(({ id }) => id);

it('finds by every word, in the label or beside it, without accents and case', () => {
  expect(ids(ranked(all, 'NIGHT dark'))).toEqual(['dark']);
  expect(ids(ranked(all, 'thémé'))).toEqual(['dark']);
  expect(ids(ranked(all, 'dark campaign'))).toEqual([]);
});

it('puts first what begins with the text', () => {
  expect(ids(ranked(all, 'camp'))).toEqual(['campaigns', 'new']);
  expect(ids(ranked(all, 'new'))).toEqual(['new']);
});

it('shows everything before anything is typed, what was used lately on top', () => {
  expect(ids(ranked(all, ' '))).toEqual(['campaigns', 'dark', 'new']);
  const first = withRecent(all, ['new', 'gone', 'dark']);
  expect(ids(first)).toEqual(['new', 'dark', 'campaigns']);
  expect(grouped(first).map(({ title }) => title)).toEqual(['Recent', 'Go to']);
});
