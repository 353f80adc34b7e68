import { describe, expect, it } from 'vitest';
import { KeySequence, SHORTCUTS } from './shortcuts.ts';

const pressed = (...keys: readonly (readonly [string, number])[]) => {
  const sequence = new KeySequence();
  return keys.map(([key, at]) => sequence.press(key, at)?.words ?? null);
};

describe('keys', () => {
  it('one alone does what the table says', () => {
    expect(pressed(['c', 0], ['z', 1], ['?', 2])).toEqual([
      'New collaboration',
      null,
      'Show these shortcuts',
    ]);
  });

  it('two after each other lead to a place, and the second does nothing of its own', () => {
    expect(pressed(['g', 0], ['c', 400], ['c', 800])).toEqual([
      null,
      'Go to campaigns',
      'New collaboration',
    ]);
  });

  it('a first key is forgotten after a while, and by another that fits nothing', () => {
    expect(pressed(['g', 0], ['c', 2_000])).toEqual([null, 'New collaboration']);
    expect(pressed(['g', 0], ['z', 1], ['l', 2])).toEqual([null, null, null]);
    expect(pressed(['g', 0], ['g', 1], ['l', 2])).toEqual([null, null, 'Go to collaborations']);
  });

  it('none stands in the table twice', () => {
    const all = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts.map(({ keys }) => keys.join(' ')));
    expect(new Set(all).size).toBe(all.length);
  });
});
