import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../../src/access/reader.ts';
import { exportCollaborations, exportQuery } from '../../src/exports/export-collaborations.ts';
import { collaborationList } from '../../src/read/list/collaboration-list.ts';
import { listQuery, type Sort } from '../../src/read/list/list-query.ts';
import { addRandomRows, draws, type RandomRows } from '../read/random-rows.ts';
import {
  addCampaign,
  addCreator,
  addReader,
  collaborate,
  makeWorld,
  type World,
} from '../read/world.ts';

let world: World;
let owner: Reader;
let made: RandomRows;
beforeAll(async () => {
  world = await makeWorld();
  owner = await addReader(world, 'owner');
  made = await addRandomRows(world, draws(3), 40);
});
afterAll(() => world.close());

const ATTENTION: Sort = { key: 'attention', isDescending: false };
type Line = Record<string, string>;

async function linesOf(answer: Response): Promise<Line[]> {
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  return parse<Line>(new TextDecoder().decode(bytes), { bom: true, columns: true });
}
async function exported(query: object, reader = owner): Promise<Line[]> {
  const { sort, ...filter } = exportQuery.parse(query);
  return await linesOf(await exportCollaborations(world.sql, reader, { filter }, sort));
}
async function listed(query: object, reader = owner) {
  const wanted = listQuery.parse({ limit: '200', ...query });
  return (await collaborationList(world.sql, reader, wanted)).value.items;
}
const idsOf = (lines: readonly Line[]) => lines.map((line) => line['Id']);

describe('an export of collaborations', () => {
  it.each([{}, { sort: '-due' }, { status: 'Completed', sort: 'creator' }, { q: 'extra' }])(
    'holds what the list holds, in its order: %j',
    async (query) => {
      const rows = await listed(query);
      expect(rows.length).toBeGreaterThan(0);
      expect(idsOf(await exported(query))).toEqual(rows.map(({ id }) => id));
    },
  );

  it('writes each value so that a spreadsheet reads it', async () => {
    const campaignId = await addCampaign(world, { name: 'Values' });
    const { id } = await collaborate(
      world,
      {
        campaignId,
        creatorId: await addCreator(world, 'Noor, "Ada"\nÜ', 'ada.noor'),
        hoursAgo: 400,
        terms: {
          compensation: { amountCents: 120_050, currency: 'EUR', commissionPercent: 2.5 },
          deliverables: [{ type: 'Reel', quantity: 2, dueOn: '2026-03-01' }],
        },
      },
      { name: 'changeStatus', body: { to: 'Completed' }, hoursAgo: 380 },
      { name: 'recordPayment', body: { amountCents: 5, currency: 'EUR' } },
      { name: 'recordPayment', body: { amountCents: 700, currency: 'JPY' } },
    );
    const [line, ...others] = await exported({ campaign: campaignId });
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      Id: id,
      Creator: 'Noor, "Ada"\nÜ',
      Handle: 'ada.noor',
      Owner: '',
      Amount: '1200.50',
      Currency: 'EUR',
      'Commission percent': '2.5',
      Deliverables: '2 Reel, 0 delivered, due 2026-03-01',
      Paid: '0.05',
      'Paid currency': 'EUR',
      'Paid in other currencies': '700 JPY',
      'Needs attention': 'PAYMENT_DUE',
    });
    expect(line?.['Created at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-2', '@SUM(A1)'])(
    'runs nothing that somebody named %s',
    async (name) => {
      const campaignId = await addCampaign(world, { name: `=${name}` });
      await collaborate(world, { campaignId, creatorId: await addCreator(world, name) });
      const [line] = await exported({ campaign: campaignId });
      expect(line).toMatchObject({ Creator: `'${name}`, Campaign: `'=${name}` });
    },
  );

  it('tells a member and a guest of nothing they do not see', async () => {
    for (const reader of [made.member, made.guest]) {
      const rows = await listed({}, reader);
      expect(idsOf(await exported({}, reader))).toEqual(rows.map(({ id }) => id));
      expect(rows.length).toBeLessThan((await listed({})).length);
    }
    const hidden = made.campaigns[1] ?? '';
    await expect(exported({ campaign: hidden }, made.guest)).rejects.toMatchObject({ status: 422 });
  });

  it('takes ids, passing over those that are not there or not to be seen', async () => {
    const [seen] = await listed({}, made.guest);
    const unseen = await listed({ campaign: made.campaigns[1] });
    const archived = await listed({ campaign: made.campaigns[3] });
    const ids = [seen?.id ?? '', unseen[0]?.id ?? '', uuidv7(), archived[0]?.id ?? ''];
    const of = async (reader: Reader) =>
      idsOf(await linesOf(await exportCollaborations(world.sql, reader, { ids }, ATTENTION)));
    expect(await of(made.guest)).toEqual([seen?.id]);
    expect((await of(owner)).toSorted()).toEqual(
      [seen?.id, unseen[0]?.id, archived[0]?.id].toSorted(),
    );
  });

  it('takes a filter but some', async () => {
    const { sort, ...filter } = exportQuery.parse({ status: 'Pending' });
    const rows = await listed({ status: 'Pending' });
    const except = [rows[1]?.id ?? ''];
    const lines = await linesOf(
      await exportCollaborations(world.sql, owner, { filter, except }, sort),
    );
    expect(idsOf(lines)).toEqual(rows.filter((_, at) => at !== 1).map(({ id }) => id));
  });

  it('ends when nobody reads on, and leaves room for others', async () => {
    for (let times = 0; times < 8; times += 1) {
      const { sort, ...filter } = exportQuery.parse({});
      const answer = await exportCollaborations(world.sql, owner, { filter }, sort);
      await answer.body?.cancel();
    }
    expect((await exported({})).length).toBeGreaterThan(0);
  });
});
