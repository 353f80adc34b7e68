import { STATUSES } from '@parley/domain/statuses';
import type { CollaborationPage, CollaborationRow } from '@parley/domain/view';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import {
  change,
  makeCampaign,
  makeCollaboration,
  makeCreator,
  read,
  unique,
} from '../harness/makers.ts';
import { rowOf } from '../harness/row-of.ts';
import { as } from '../harness/shared-stack.ts';

let owner: Api;
let member: Api;
let campaignId: string;
let mine: string;
const ids: string[] = [];
const word = unique('zyx').replace(' ', '');

beforeAll(async () => {
  [owner, member] = await Promise.all([as('owner'), as('member')]);
  mine = (await member.get<{ user: { id: string } }>('/api/me')).body.user.id;
  campaignId = (await makeCampaign(owner, { name: `List ${word}` })).id;
  const names = ['Érica', 'adam', 'Zoë', 'bella', 'Carl', 'Dora', 'Eve', 'Finn', 'Gus', 'Hana'];
  for (const [index, name] of names.entries()) {
    const creator = await makeCreator(member, { name });
    const made = await makeCollaboration(member, {
      campaignId,
      creatorId: creator.id,
      ...(index % 3 === 0 ? { ownerId: null } : {}),
      shipsProduct: index % 2 === 0,
      terms: {
        deliverables: [{ type: 'Reel', dueOn: `20${index < 3 ? 25 : 27}-0${(index % 9) + 1}-15` }],
        ...(index === 9
          ? {}
          : {
              compensation: {
                amountCents: 1_000 * (10 - index),
                currency: index < 7 ? 'EUR' : 'USD',
              },
            }),
      },
    });
    ids.push(made.id);
    const to = STATUSES[index % 5];
    if (to !== 'Pending') await change(member, made.id, 'status', { to, reason: 'For the list' });
  }
  // Overdue ones, the second since longer.
  for (const [at, dueOn] of [
    [2, '2026-02-02'],
    [7, '2026-01-01'],
  ] as const) {
    await change(member, ids[at] ?? '', 'terms', { deliverables: [{ type: 'Story', dueOn }] });
  }
});

async function list(query: string, api: Api = member): Promise<CollaborationPage> {
  const answer = await api.get<CollaborationPage>(
    `/api/collaborations?campaign=${campaignId}&${query}`,
  );
  if (answer.status !== 200) throw new Error(`${query}: ${answer.status} ${answer.text}`);
  return answer.body;
}
const all = async () => (await list('limit=200')).items;
const idsOf = (items: readonly CollaborationRow[]) => items.map(({ id }) => id);
const byId = (a: CollaborationRow, b: CollaborationRow) => (a.id < b.id ? -1 : 1);

describe('a row', () => {
  it('is the collaboration without payments, content and conditions', async () => {
    for (const row of await all()) {
      expect(row).toEqual(rowOf(await read(member, row.id)));
    }
  });
});

describe('filters', () => {
  const expected: [string, (row: CollaborationRow) => boolean][] = [
    ['status=Pending', ({ status }) => status === 'Pending'],
    [
      'status=Pending&status=Cancelled',
      ({ status }) => status === 'Pending' || status === 'Cancelled',
    ],
    ['owner=none', ({ owner: whose }) => whose === null],
    ['delivery=none', ({ delivery }) => delivery === null],
    ['delivery=Pending', ({ delivery }) => delivery?.status === 'Pending'],
    ['delivery=Pending&delivery=none', () => true],
    ['delivery=In%20Transit', () => false],
    ['tag=none', () => true],
    ['validation=none', () => true],
    ['validation=3', () => false],
    ['q=ERICA', ({ creator }) => creator.name === 'Érica'],
    ['q=zoe', ({ creator }) => creator.name === 'Zoë'],
    [`q=${word}`, () => true],
    [
      'attention=true',
      ({ attention }) => attention.some(({ since }) => Date.parse(since) <= Date.now()),
    ],
    [
      'status=Fulfilling&owner=none',
      ({ status, owner: whose }) => status === 'Fulfilling' && whose === null,
    ],
  ];

  it.each(expected)('%s', async (query, matches) => {
    const wanted = (await all()).filter(matches);
    const page = await list(`${query}&limit=200`);
    expect(idsOf(page.items).toSorted()).toEqual(idsOf(wanted).toSorted());
    expect(page.total).toBe(wanted.length);
  });

  it('by owner, creator, and a handle', async () => {
    expect((await list(`owner=${mine}&limit=200`)).items).toHaveLength(
      (await all()).filter((row) => row.owner?.id === mine).length,
    );
    const [row] = await all();
    expect(idsOf((await list(`creator=${row?.creator.id}`)).items)).toEqual([row?.id]);
    expect(idsOf((await list(`q=${encodeURIComponent(row?.creator.handle ?? '')}`)).items)).toEqual(
      [row?.id],
    );
    expect(idsOf((await list(`q=${encodeURIComponent(`@${row?.creator.handle}`)}`)).items)).toEqual(
      [row?.id],
    );
  });

  it.each(["'", '%', '_', '\\', '"; drop', '日本', '   '])(
    'a search for %s finds what has it, and nothing breaks',
    async (text) => {
      const answer = await member.get<CollaborationPage>(
        `/api/collaborations?campaign=${campaignId}&q=${encodeURIComponent(text)}`,
      );
      expect(answer.status).toBe(200);
      if (text.trim() !== '') expect(answer.body.items).toEqual([]);
    },
  );
});

describe('counts and sums', () => {
  it('are per status and ignore the status filter', async () => {
    const rows = await all();
    for (const query of [
      'limit=1',
      'status=Pending&limit=5',
      'status=Completed&status=Cancelled',
    ]) {
      const { counts, sums } = await list(query);
      for (const status of STATUSES) {
        const those = rows.filter((row) => row.status === status);
        expect(counts[status], `${query} ${status}`).toBe(those.length);
        for (const currency of ['EUR', 'USD'] as const) {
          const amounts = those.flatMap(({ terms: { compensation } }) =>
            compensation.currency === currency ? [compensation.amountCents ?? 0] : [],
          );
          const sum = sums[status].find((money) => money.currency === currency)?.amountCents ?? 0;
          expect(sum, `${query} ${status} ${currency}`).toBe(
            amounts.reduce((total, amount) => total + amount, 0),
          );
        }
      }
    }
    expect((await list('status=Pending')).total).toBe(
      rows.filter(({ status }) => status === 'Pending').length,
    );
  });
});

describe('sorts', () => {
  const fold = (name: string) =>
    name
      .normalize('NFKD')
      .replaceAll(/[\u0300-\u036f]/g, '')
      .toLowerCase();
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  const keys: [string, (row: CollaborationRow) => string | number][] = [
    ['created', ({ createdAt }) => createdAt],
    ['updated', ({ updatedAt }) => updatedAt],
    ['status', ({ status }) => STATUSES.indexOf(status)],
    ['creator', ({ creator }) => fold(creator.name)],
    ['campaign', ({ campaign }) => fold(campaign.name)],
  ];

  it.each(keys)('%s, both ways, ties by id', async (sort, key) => {
    const rows = await all();
    const upwards = rows.toSorted((a, b) => compare(key(a), key(b)) || byId(a, b));
    const downwards = rows.toSorted((a, b) => compare(key(b), key(a)) || byId(a, b));
    expect(idsOf((await list(`sort=${sort}&limit=200`)).items)).toEqual(idsOf(upwards));
    expect(idsOf((await list(`sort=-${sort}&limit=200`)).items)).toEqual(idsOf(downwards));
  });

  it('attention: those that hold first, oldest first, then what was updated last', async () => {
    const holds = (row: CollaborationRow) =>
      row.attention
        .map(({ since }) => since)
        .filter((since) => Date.parse(since) <= Date.now())
        .toSorted()[0];
    const rows = await all();
    const first = rows
      .filter(holds)
      .toSorted((a, b) => compare(holds(a) ?? '', holds(b) ?? '') || byId(a, b));
    const then = rows
      .filter((row) => !holds(row))
      .toSorted((a, b) => compare(b.updatedAt, a.updatedAt) || byId(a, b));
    expect(first.length).toBeGreaterThanOrEqual(2);
    expect(idsOf((await list('limit=200')).items)).toEqual(idsOf([...first, ...then]));
    expect(idsOf((await list('sort=attention&limit=200')).items)).toEqual(
      idsOf([...first, ...then]),
    );
  });

  it('due', async () => {
    const dueOf = (row: CollaborationRow) =>
      row.terms.deliverables
        .filter((item) => item.delivered < item.quantity)
        .map(({ dueOn }) => dueOn ?? '')
        .toSorted()[0] ?? '';
    const items = (await list('sort=due&limit=200')).items.filter(
      (row) => row.status === 'Fulfilling' || row.status === 'Pending',
    );
    expect(items.map(dueOf)).toEqual(items.map(dueOf).toSorted());
  });

  it('compensation never compares across currencies', async () => {
    for (const sort of ['compensation', '-compensation']) {
      const items = (await list(`sort=${sort}&limit=200`)).items.map(
        ({ terms }) => terms.compensation,
      );
      const currencies = items.flatMap(({ currency }) => (currency === null ? [] : [currency]));
      const groups = currencies.filter((currency, index) => currency !== currencies[index - 1]);
      expect(groups).toHaveLength(new Set(groups).size);
      for (const currency of groups) {
        const amounts = items
          .filter((item) => item.currency === currency)
          .map(({ amountCents }) => amountCents ?? 0);
        const sorted = amounts.toSorted((a, b) => (sort === 'compensation' ? a - b : b - a));
        expect(amounts).toEqual(sorted);
      }
    }
  });
});

describe('pages', () => {
  it.each([
    'attention',
    'created',
    '-updated',
    'status',
    '-status',
    'due',
    '-due',
    'compensation',
    '-creator',
    'campaign',
    'validation',
  ])('by cursor in the order of %s have no gap and no repeat', async (sort) => {
    const whole = idsOf((await list(`sort=${sort}&limit=200`)).items);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: CollaborationPage = await list(`sort=${sort}&limit=3${after}`);
      expect(page.total).toBe(ids.length);
      seen.push(...idsOf(page.items));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(whole);
    const byOffset = [];
    for (const offset of [0, 4, 8])
      byOffset.push(...idsOf((await list(`sort=${sort}&limit=4&offset=${offset}`)).items));
    expect(byOffset).toEqual(whole);
  });

  it('carry the cursor of their snapshot', async () => {
    const answer = await member.get('/api/collaborations?limit=1');
    expect(answer.headers.get('parley-cursor')).toBeTruthy();
  });

  it('an offset past the end is an empty page with the total', async () => {
    const page = await list('offset=1000');
    expect(page).toMatchObject({ items: [], nextCursor: null, total: ids.length });
  });
});

describe('an archived campaign', () => {
  it('is hidden from lists unless it is named, and its collaborations are read-only', async () => {
    const campaign = await makeCampaign(owner);
    const { id } = await makeCollaboration(member, { campaignId: campaign.id });
    const archived = await owner.patch(`/api/campaigns/${campaign.id}`, { status: 'Archived' });
    expect(archived.status).toBe(200);
    const unnamed = await member.get<CollaborationPage>(
      `/api/collaborations?q=${encodeURIComponent(campaign.name)}`,
    );
    expect(unnamed.body.items).toEqual([]);
    const named = await member.get<CollaborationPage>(
      `/api/collaborations?campaign=${campaign.id}`,
    );
    expect(idsOf(named.body.items)).toEqual([id]);
    const changes: [string, object][] = [
      ['status', { to: 'Negotiating' }],
      ['notes', { text: 'Late' }],
      ['payments', { amountCents: 5, currency: 'EUR' }],
    ];
    for (const [route, body] of changes)
      expect((await member.post(`/api/collaborations/${id}/${route}`, body)).problem).toMatchObject(
        { status: 409, code: 'CAMPAIGN_ARCHIVED' },
      );
    const creator = await makeCreator(member);
    const made = await member.post('/api/collaborations', {
      campaignId: campaign.id,
      creatorId: creator.id,
    });
    expect(made.problem.code).toBe('CAMPAIGN_ARCHIVED');
    expect((await read(member, id)).version).toBe(1);
  });
});
