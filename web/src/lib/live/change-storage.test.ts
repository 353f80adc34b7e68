import { expect, it } from 'vitest';
import { ChangeStorage, type KeyValues } from './change-storage.ts';
import type { QueuedChange } from './change.ts';

function memory(): KeyValues {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}
const note = (commandId: string): QueuedChange => ({
  name: 'addNote',
  body: { text: 'called them' },
  commandId,
  collaborationId: 'a',
  seen: null,
  at: '2026-11-01T00:00:00.000Z',
  phase: 'queued',
});

it('gives back in order what was not sent, to the same person only', () => {
  const values = memory();
  const mine = new ChangeStorage(values, 'me');
  mine.keep(note('0193-b'));
  mine.keep(note('0193-a'));
  mine.keep(note('0193-c'));
  mine.forget('0193-c');
  expect(new ChangeStorage(values, 'me').load().map((change) => change.commandId)).toEqual([
    '0193-a',
    '0193-b',
  ]);
  expect(new ChangeStorage(values, 'you').load()).toEqual([]);
});

it('drops what it cannot read and works without storage', () => {
  const values = memory();
  values.setItem('parley.change.me.1', '{broken');
  values.setItem('parley.change.me.2', '{"name":"unknown","body":{}}');
  expect(new ChangeStorage(values, 'me').load()).toEqual([]);
  expect(new ChangeStorage(null, 'me').load()).toEqual([]);
});
