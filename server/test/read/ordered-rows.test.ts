import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderedRows, type SortValue } from '../../src/read/list/memory/ordered-rows.ts';
import { compareValues } from '../../src/read/list/memory/sort-orders.ts';

const numbers = fc.constantFrom<SortValue>(null, -1.5, 0, 3, 3e12);
const texts = fc.constantFrom<SortValue>(null, '', 'a', 'ab', 'zoë', '🙂');

it.each([
  ['numbers', numbers],
  ['texts', texts],
])('%s are ordered as by comparing rows two by two, equal ones as they were', (_, value) => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), fc.boolean(), (values, isDescending) => {
      const rows = Int32Array.from(values, (_value, row) => row).reverse();
      const of = (row: number) => values[row] ?? null;
      const expected = [...rows].sort((a, b) => compareValues(of(a), of(b), isDescending));
      expect([...orderedRows(rows, of, isDescending)]).toEqual(expected);
    }),
  );
});
