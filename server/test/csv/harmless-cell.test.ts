import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { csvText } from '../../src/csv/csv-text.ts';
import { harmlessCell } from '../../src/csv/harmless-cell.ts';

it.each(['=1+1', '+49 30', '-1', '@sum', '\tx', '\rx', '\nx'])(
  'puts an apostrophe before %j, so that no spreadsheet runs it',
  (text) => {
    expect(harmlessCell(text)).toBe(`'${text}`);
  },
);

it.each(['Ada', '1=1', 'a@b', '', ' =1'])('leaves %j as it is', (text) => {
  expect(harmlessCell(text)).toBe(text);
});

it('writes numbers as numbers and nothing as nothing', () => {
  expect(harmlessCell(-5)).toBe('-5');
  expect(harmlessCell(null)).toBe('');
});

it('makes a table that every reader of CSV reads back', () => {
  const text = csvText(
    ['Name', 'Count'],
    [
      ['Noor, "Ada"\nÜ', 2],
      ['=x', null],
    ],
  );
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(parse(text, { bom: true })).toEqual([
    ['Name', 'Count'],
    ['Noor, "Ada"\nÜ', '2'],
    ["'=x", ''],
  ]);
});
