import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogReader, readable } from '../../scripts/parts/log-lines.js';

test.each([
  ['LOG:  ready', 'LOG:  ready'],
  [
    '{"level":30,"time":1,"pid":2,"hostname":"h","msg":"ready","port":3000}',
    'info ready port=3000',
  ],
  [
    '{"level":50,"msg":"failed","err":{"message":"m","stack":"Error: m\\n at x"}}',
    'error failed err=\nError: m\n at x',
  ],
  ['{"level":40,"msg":"odd","list":[1]}', 'warn odd list=[1]'],
  ['{not json', '{not json'],
  ['{"a":1}', '{"a":1}'],
])('%s is shown as %s', (line, shown) => {
  expect(readable(line)).toBe(shown);
});

test('lines are put together from pieces, prefixed, and their messages told', async () => {
  const written: string[] = [];
  const told: string[] = [];
  const log = createLogReader(
    'server',
    (line) => written.push(line),
    (message) => told.push(message),
  );
  const stream = new PassThrough();
  log.listen(stream);
  stream.write('{"level":30,"msg":"Set up: http');
  stream.write('://x"}\n\nlast');
  stream.end();
  await new Promise((resolve) => stream.on('close', resolve));
  expect(written).toEqual(['server   | info Set up: http://x', 'server   | last']);
  expect(told).toEqual(['Set up: http://x', 'last']);
  expect(log.last).toHaveLength(2);
});
