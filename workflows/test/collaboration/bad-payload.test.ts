import { expect, test } from 'vitest';
import { recordable } from '../../src/collaboration/bad-payload.ts';

test('what Postgres takes is recorded as it is', () => {
  expect(recordable({ to: 'Nonsense', deep: [1, { two: null }] })).toEqual({
    to: 'Nonsense',
    deep: [1, { two: null }],
  });
});

test('NUL and lone surrogates, which jsonb refuses, are taken out of values and keys', () => {
  const recorded = JSON.stringify(recordable({ 'k\0': ['a\0b', 'x\ud800y'], 'z\udc00': 'w' }));
  expect(recorded).not.toMatch(/\\u0000|\\ud800|\\udc00/);
  expect(recorded).toContain('"ab"');
});

test.each([[undefined], [null]])(
  '%s becomes a value, because the column takes no null',
  (value) => {
    expect(recordable(value)).toEqual({ unreadable: 'nothing' });
  },
);

test('bytes, long values and bottomless ones are told of, not stored', () => {
  expect(recordable(new Uint8Array([1, 2]))).toEqual({ unreadable: 'binary', bytes: 2 });
  const long = JSON.stringify(recordable({ text: '😀'.repeat(100_000) }));
  expect(long.length).toBeLessThan(2_500);
  const bottomless: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(recordable(bottomless)).toEqual({ unreadable: 'nested too deep' });
});
