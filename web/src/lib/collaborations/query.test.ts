import { describe, expect, it } from 'vitest';
import { apiSearch, isFiltered, parseQuery, searchOf, toggled } from './query.ts';
import { matches } from './filter.ts';
import { rowOf } from './row-of.ts';

const read = (text: string) => parseQuery(new URLSearchParams(text));
const ID = '01930000-0000-7000-8000-000000000001';

describe('the address of the list', () => {
  it('comes back as it was read', () => {
    const text = `q=maya+o&status=Pending&status=Fulfilling&campaign=${ID}&owner=none&delivery=In+Transit&attention=true&view=board&sort=-due`;
    expect(searchOf(read(text))).toBe(`?${text}`);
  });

  it('leaves out what it does not know and what is plain', () => {
    expect(searchOf(read('status=Sleeping&campaign=7&sort=luck&view=cube&sort=attention'))).toBe(
      '',
    );
    expect(isFiltered(read('view=board&sort=-due'))).toBe(false);
    expect(isFiltered(read('attention=true'))).toBe(true);
  });

  it('asks the API for one column with the other filters kept', () => {
    const query = read(`status=Pending&status=Fulfilling&owner=${ID}&view=board`);
    expect(apiSearch(query, { status: 'Fulfilling', limit: 40 })).toBe(
      `status=Fulfilling&owner=${ID}&sort=attention&limit=40`,
    );
  });

  it('switches a filter on and off', () => {
    const on = toggled(read(''), 'status', 'Pending');
    expect(on.status).toEqual(['Pending']);
    expect(toggled(on, 'status', 'Pending').status).toEqual([]);
  });
});

describe('what a query selects', () => {
  const row = rowOf(1, { creator: { ...rowOf(1).creator, name: 'Zoë Müller', handle: 'zoe.m' } });
  it.each([
    ['q=zoe', true],
    ['q=MULLER+autumn', true],
    ['q=@zoe.m', true],
    ['q=zoe+spring', false],
    ['owner=none', true],
    [`owner=${ID}`, false],
    ['delivery=none', true],
    ['delivery=Delivered', false],
    ['status=Completed', false],
    ['attention=true', false],
  ])('%s selects it: %s', (text, expected) => {
    expect(matches(row, read(text), 0)).toBe(expected);
  });
});
