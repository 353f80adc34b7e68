import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '@parley/domain/view';
import type { Api } from '../harness/api.ts';
import { makeCreator, makeTag, unique } from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

interface Ids {
  readonly total: number;
  readonly ids: readonly string[];
}
let owner: Api;
const word = unique('Between').replace(' ', '');
/** By name. */
const made: string[] = [];
let tagId: string;

beforeAll(async () => {
  owner = await as('owner');
  tagId = (await makeTag(owner)).id;
  for (const name of ['Ada', 'Bea', 'Cyd', 'Dee', 'Eve']) {
    const tagIds = name === 'Cyd' ? [] : [tagId];
    made.push((await makeCreator(owner, { name: `${name} ${word}`, tagIds })).id);
  }
});
const path = (more = '') => `/api/creators/ids?q=${word}${more}`;
const ids = async (more = '', api = owner) => (await api.get<Ids>(path(more))).body;

describe('the ids of creators', () => {
  it('are all of a filter, in the order of its list', async () => {
    expect(await ids()).toEqual({ total: 5, ids: made });
    expect((await ids('&sort=-name')).ids).toEqual(made.toReversed());
    expect((await ids(`&tag=${tagId}`)).total).toBe(4);
    for (const sort of ['created', '-followers', 'engagement', '-validation', 'collaborations']) {
      const list = await owner.get<Page<{ id: string }>>(`/api/creators?q=${word}&sort=${sort}`);
      expect((await ids(`&sort=${sort}`)).ids).toEqual(list.body.items.map(({ id }) => id));
    }
    expect((await owner.get(path())).headers.get('parley-cursor')).toBeTruthy();
  });

  it('are those between two rows, both among them, whichever comes first', async () => {
    const [, second = '', third = '', fourth = ''] = made;
    const between = { total: 3, ids: [second, third, fourth] };
    expect(await ids(`&from=${second}&to=${fourth}`)).toEqual(between);
    expect(await ids(`&from=${fourth}&to=${second}`)).toEqual(between);
    expect(await ids(`&from=${third}&to=${third}`)).toEqual({ total: 1, ids: [third] });
    expect((await ids(`&tag=${tagId}&from=${second}&to=${fourth}`)).ids).toEqual([second, fourth]);
    const down = await ids(`&sort=-name&from=${second}&to=${fourth}`);
    expect(down.ids).toEqual([fourth, third, second]);
  });

  it('are refused where an end is not in the list, or alone', async () => {
    const [first, , third] = made;
    const wrong = async (more: string) => {
      const answer = await owner.get(path(more));
      expect(answer.status).toBe(422);
      return answer.problem.errors?.map((error) => error.path);
    };
    expect(await wrong(`&tag=${tagId}&from=${first}&to=${third}`)).toEqual(['to']);
    expect(await wrong(`&tag=${tagId}&from=${third}&to=${first}`)).toEqual(['from']);
    expect(await wrong(`&from=${first}`)).toEqual(['to']);
    expect(await wrong('&from=x&to=y')).toEqual(['from', 'to']);
    expect(await wrong('&colour=red')).toEqual(['colour']);
  });

  it('are for those who may do something with them', async () => {
    expect(await ids('', await as('member'))).toEqual({ total: 5, ids: made });
    expect((await (await as('guest')).get(path())).status).toBe(403);
  });
});
