import { parse } from 'csv-parse/sync';
import type { Actor } from '@parley/domain/actor.schema';
import type { CommandContent } from '@parley/domain/commands.schema';
import { REPORT_SECTIONS, type ReportView } from '@parley/domain/report-view';
import type { Status } from '@parley/domain/statuses';
import { announce } from '@parley/workflows/projection/store-changes';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../src/access/reader.ts';
import { addCampaign, addCreator, addReader, makeWorld, type World } from '../read/world.ts';
import { type Asked, happened } from './histories.ts';
import { makeReportHttp, type ReportHttp } from './report-http.ts';

const at = (day: string, time = '12:00') => `2026-${day}T${time}:00.000Z`;
const moveTo = (to: Status, reason?: string): CommandContent => ({
  name: 'changeStatus',
  body: { to, ...(reason ? { reason } : {}) },
});
const lastTakenBack: Asked['change'] = (state) => ({ name: 'undo', body: { seq: state.version } });
const BATCH = uuidv7();

let world: World;
let http: ReportHttp;
let owner: Reader & { personId: string };
let member: Reader & { personId: string };
let guest: Reader & { personId: string };
/** Open to all; the guest is invited to none but `shared`. */
let spring: string;
let shared: string;
let hidden: string;
const tag = uuidv7();

beforeAll(async () => {
  world = await makeWorld('Europe/Vienna');
  http = makeReportHttp(world);
  owner = await addReader(world, 'owner', 'Olga Owner');
  member = await addReader(world, 'member', '=Mia Member');
  guest = await addReader(world, 'guest', 'Gus Guest');
  spring = await addCampaign(world, { name: 'Spring' });
  shared = await addCampaign(world, {
    name: 'Shared',
    access: 'invited',
    people: [guest.personId],
  });
  hidden = await addCampaign(world, { name: 'Hidden', access: 'invited' });
  await world.sql`update campaigns set budget_cents = 900000, currency = 'EUR' where id = ${spring}`;
  await world.sql`update campaigns set budget_cents = 5000, currency = 'USD' where id in (${shared}, ${hidden})`;
  await tell();
});
afterAll(() => world.close());

/**
 * Ada: negotiating on 3 March, a move on 4 March taken back a day later, fulfilling on 10 March, completed on 20 March
 * by a batch. Ben: cancelled on 12 March. Cleo, in the shared campaign: pending. Dan, in the hidden one: pending.
 */
async function tell(): Promise<void> {
  const by = (who: { personId: string }): Actor => ({ kind: 'member', id: who.personId });
  const [ada, ben, cleo, dan] = await Promise.all(
    ['Ada', 'Ben', 'Cleo', 'Dan'].map((name) => addCreator(world, name)),
  );
  if (!ada || !ben || !cleo || !dan) throw new Error('not made');
  await world.sql`insert into tags (id, name, colour) values (${tag}, 'Top Performer', 'green')`;
  await world.sql`insert into creator_tags (creator_id, tag_id) values (${ada}, ${tag}), (${cleo}, ${tag})`;
  await world.sql`update creator_handles set platform = 'TikTok' where creator_id = ${ben}`;
  const deliverables = [{ type: 'Reel', quantity: 2, dueOn: '2026-03-18' }, { type: 'Story' }];
  const compensation = { amountCents: 10_000, currency: 'EUR' as const };
  await happened(
    world,
    { campaignId: spring, creatorId: ada, terms: { deliverables, compensation } },
    at('03-01'),
    [
      { at: at('03-03'), change: moveTo('Negotiating'), actor: by(owner) },
      { at: at('03-04'), change: moveTo('Fulfilling'), actor: by(member) },
      { at: at('03-05'), change: lastTakenBack, actor: by(member) },
      {
        at: at('03-06'),
        change: { name: 'editTerms', body: { compensation: { amountCents: 25_000 } } },
      },
      { at: at('03-10'), change: moveTo('Fulfilling'), actor: by(member) },
      {
        at: at('03-11'),
        change: { name: 'recordPayment', body: { amountCents: 5_000, currency: 'EUR' } },
      },
      {
        at: at('03-12'),
        change: { name: 'recordPayment', body: { amountCents: 99, currency: 'JPY' } },
      },
      { at: at('03-13'), change: lastTakenBack },
      { at: at('03-17'), change: reelHandedIn },
      { at: at('03-17', '13:00'), change: reelHandedIn },
      { at: at('03-18'), change: lastSentBack },
      { at: at('03-20'), change: moveTo('Completed'), actor: by(member), batchId: BATCH },
    ],
  );
  await happened(
    world,
    {
      campaignId: spring,
      creatorId: ben,
      terms: { deliverables, compensation: { amountCents: 700, currency: 'USD' } },
    },
    at('03-02'),
    [
      // Half past eleven at night in UTC is the next day in Vienna.
      { at: at('03-11', '23:30'), change: moveTo('Cancelled', '=No budget'), actor: by(owner) },
    ],
  );
  await happened(
    world,
    {
      campaignId: shared,
      creatorId: cleo,
      terms: { compensation: { amountCents: 300, currency: 'USD' } },
    },
    at('03-05'),
    [],
  );
  await happened(world, { campaignId: hidden, creatorId: dan }, at('03-05'), []);
}

const reelHandedIn: Asked['change'] = ({ terms }) => ({
  name: 'deliverContent',
  body: { url: 'https://example.com/reel', deliverableId: terms.deliverables[0]?.id ?? null },
});

const lastSentBack: Asked['change'] = ({ version }) => ({
  name: 'reviewContent',
  body: { seq: version, state: 'changes asked' },
});

const none = { Pending: 0, Negotiating: 0, Fulfilling: 0, Completed: 0, Cancelled: 0 };
const read = async (query: string, who: Reader = owner): Promise<ReportView> =>
  (await http.json(who, `/api/campaigns/${spring}/report?${query}`)).report;
const pointOn = (report: ReportView, day: string) =>
  report.statusOverTime.points.find((point) => point.endsOn === day)?.counts;
const DAY = 86_400_000;

describe('the report of a campaign', () => {
  it('shows what the board showed at every day’s end, an undone move included', async () => {
    const report = await read('from=2026-03-01&to=2026-03-21');
    expect(report.statusOverTime.bucket).toBe('day');
    expect(report.statusOverTime.points).toHaveLength(21);
    expect(pointOn(report, '2026-03-01')).toEqual({ ...none, Pending: 1 });
    expect(pointOn(report, '2026-03-03')).toEqual({ ...none, Pending: 1, Negotiating: 1 });
    expect(pointOn(report, '2026-03-04')).toEqual({ ...none, Pending: 1, Fulfilling: 1 });
    expect(pointOn(report, '2026-03-05')).toEqual({ ...none, Pending: 1, Negotiating: 1 });
    expect(pointOn(report, '2026-03-11')).toEqual({ ...none, Pending: 1, Fulfilling: 1 });
    expect(pointOn(report, '2026-03-12')).toEqual({ ...none, Cancelled: 1, Fulfilling: 1 });
    expect(pointOn(report, '2026-03-21')).toEqual({ ...none, Cancelled: 1, Completed: 1 });
    expect(report.counts).toEqual({ ...none, Cancelled: 1, Completed: 1 });
  });

  it('chooses weeks from Monday, then months, for longer spans', async () => {
    const weeks = (await read('from=2026-01-01&to=2026-06-30')).statusOverTime;
    expect([weeks.bucket, weeks.points[0]?.startsOn, weeks.points.at(-1)?.endsOn]).toEqual([
      'week',
      '2025-12-29',
      '2026-06-30',
    ]);
    const months = (await read('from=2024-05-15&to=2026-06-30')).statusOverTime;
    expect([months.bucket, months.points[0]?.startsOn]).toEqual(['month', '2024-05-01']);
    expect(months.points).toHaveLength(26);
  });

  it('counts the time in each status, and what was taken back as never moved', async () => {
    const [pending, negotiating, fulfilling] = (await read('')).timeInStatus;
    const ben = 9 * DAY + 11.5 * 3_600_000;
    expect(pending?.ended).toEqual({
      count: 2,
      medianMs: (2 * DAY + ben) / 2,
      p90Ms: 2 * DAY + 0.9 * (ben - 2 * DAY),
    });
    expect(negotiating?.ended).toEqual({ count: 1, medianMs: 7 * DAY, p90Ms: 7 * DAY });
    expect(fulfilling?.ended).toEqual({ count: 1, medianMs: 10 * DAY, p90Ms: 10 * DAY });
    expect(fulfilling?.open).toEqual({ count: 0, medianMs: null, p90Ms: null });
    const [, then] = (await read(`asOf=${at('03-09')}`)).timeInStatus;
    expect(then?.open).toEqual({ count: 1, medianMs: 6 * DAY, p90Ms: 6 * DAY });
  });

  it('says who moved what, batches named, without what was taken back', async () => {
    expect((await read('')).moves).toEqual([
      {
        actor: { kind: 'member', id: member.personId, name: '=Mia Member' },
        total: 2,
        inBatches: 1,
        batches: 1,
        moves: [
          { from: 'Negotiating', to: 'Fulfilling', count: 1 },
          { from: 'Fulfilling', to: 'Completed', count: 1 },
        ],
      },
      {
        actor: { kind: 'member', id: owner.personId, name: 'Olga Owner' },
        total: 2,
        inBatches: 0,
        batches: 0,
        moves: [
          { from: 'Pending', to: 'Negotiating', count: 1 },
          { from: 'Pending', to: 'Cancelled', count: 1 },
        ],
      },
    ]);
    expect((await read(`asOf=${at('03-04', '13:00')}`)).moves.map(({ total }) => total)).toEqual([
      1, 1,
    ]);
    expect(
      (await read('from=2026-03-12&to=2026-03-12')).moves.map(({ actor }) => actor.name),
    ).toEqual(['Olga Owner']);
  });

  it('holds committed, paid and budget apart by currency', async () => {
    const [eur, ...others] = (await read('')).money;
    expect(eur).toEqual({
      currency: 'EUR',
      committedCents: 25_000,
      paidCents: 5_000,
      budgetCents: 900_000,
    });
    expect(others).toEqual([]);
    const before = (await read(`asOf=${at('03-05', '13:00')}`)).money;
    expect(before).toEqual([
      { currency: 'EUR', committedCents: 10_000, paidCents: 0, budgetCents: 900_000 },
      { currency: 'USD', committedCents: 700, paidCents: 0, budgetCents: null },
    ]);
    const whilePaid = (await read(`asOf=${at('03-12', '13:00')}`)).money;
    expect(whilePaid.find(({ currency }) => currency === 'JPY')?.paidCents).toBe(99);
  });

  it('counts pieces due, delivered and overdue by week', async () => {
    const late = await read('asOf=2026-03-19');
    const week = { startsOn: '2026-03-16', due: 2, delivered: 1, overdue: 1, handedIn: 2 };
    expect(late.deliverables).toEqual({
      weeks: [week],
      ...{ due: 2, delivered: 1, overdue: 1, handedIn: 2 },
      undated: { due: 1, delivered: 0 },
    });
    expect((await read('asOf=2026-03-18')).deliverables.overdue).toBe(0);
    expect((await read('')).deliverables.overdue).toBe(0);
  });

  it('shows outcomes by tag and platform, and why it was cancelled', async () => {
    const report = await read('');
    expect(report.outcomesByTag).toEqual([
      {
        tag: { id: tag, name: 'Top Performer', colour: 'green' },
        completed: 1,
        cancelled: 0,
        open: 0,
      },
      { tag: null, completed: 0, cancelled: 1, open: 0 },
    ]);
    expect(report.outcomesByPlatform).toEqual([
      { platform: 'Instagram', completed: 1, cancelled: 0, open: 0 },
      { platform: 'TikTok', completed: 0, cancelled: 1, open: 0 },
    ]);
    expect(report.cancellationReasons).toEqual({
      top: [{ reason: '=No budget', count: 1 }],
      others: 0,
    });
    const outside = await read('from=2026-03-13&to=2026-03-14');
    expect(outside.outcomesByPlatform).toEqual([]);
  });

  it('says as of when it is told, and what is as it is today', async () => {
    const report = await read('asOf=2026-03-04');
    expect(report.asOf).toBe('2026-03-04T22:59:59.999Z');
    expect(report.asToday.join()).toContain('tags');
    expect(report.counts).toEqual({ ...none, Pending: 1, Fulfilling: 1 });
    const future = await read('asOf=2999-01-01');
    expect(Date.parse(future.asOf)).toBeLessThanOrEqual(Date.now());
    expect(await read(`asOf=${at('02-01')}`)).toMatchObject({
      total: 0,
      statusOverTime: { points: [] },
    });
  });
});

describe('who sees what', () => {
  it('the overall report holds the campaigns of the reader and no others', async () => {
    const totals = await Promise.all(
      [owner, member, guest].map(
        async (who) => (await http.json(who, '/api/reports?asOf=2026-03-30')).report,
      ),
    );
    expect(totals.map(({ total }) => total)).toEqual([4, 2, 1]);
    const [, , seen] = totals;
    expect(seen?.money).toEqual([
      { currency: 'USD', committedCents: 300, paidCents: 0, budgetCents: 5_000 },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/Olga|Mia|TikTok/);
    expect(totals[0]?.money.find(({ currency }) => currency === 'USD')?.budgetCents).toBe(10_000);
  });

  it('each campaign has its own figures, and they add up to those of all', async () => {
    const [all, , seen] = await Promise.all(
      [owner, member, guest].map(
        async (who) => (await http.json(who, '/api/reports?asOf=2026-03-30')).report,
      ),
    );
    expect(all?.campaigns).toEqual([
      {
        campaign: { id: hidden, name: 'Hidden' },
        ...{ total: 1, counts: { ...none, Pending: 1 } },
        money: [{ currency: 'USD', committedCents: 0, paidCents: 0, budgetCents: 5_000 }],
      },
      {
        campaign: { id: shared, name: 'Shared' },
        ...{ total: 1, counts: { ...none, Pending: 1 } },
        money: [{ currency: 'USD', committedCents: 300, paidCents: 0, budgetCents: 5_000 }],
      },
      {
        campaign: { id: spring, name: 'Spring' },
        ...{ total: 2, counts: { ...none, Cancelled: 1, Completed: 1 } },
        money: [
          { currency: 'EUR', committedCents: 25_000, paidCents: 5_000, budgetCents: 900_000 },
        ],
      },
    ]);
    expect(seen?.campaigns.map(({ campaign }) => campaign.name)).toEqual(['Shared']);
    const before = await http.json(
      owner,
      `/api/reports?asOf=2026-03-01&campaign=${shared}&campaign=${spring}`,
    );
    expect(before.report.campaigns.map(({ campaign, total }) => [campaign.name, total])).toEqual([
      ['Shared', 0],
      ['Spring', 1],
    ]);
  });

  it('a campaign without collaborations and without a budget has no line', async () => {
    const empty = await addCampaign(world, { name: 'Empty' });
    const { report } = await http.json(owner, `/api/reports?campaign=${empty}&campaign=${spring}`);
    expect(report.campaigns.map(({ campaign }) => campaign.name)).toEqual(['Spring']);
  });

  it('a campaign that does not exist for a person is not there, alone and as a filter', async () => {
    expect((await http.json(guest, `/api/campaigns/${hidden}/report`)).status).toBe(404);
    expect((await http.json(member, `/api/campaigns/${hidden}/report/money.csv`)).status).toBe(404);
    const named = await http.json(guest, `/api/reports?campaign=${shared}&campaign=${hidden}`);
    expect([named.status, named.errors]).toEqual([422, ['campaign']]);
    expect((await http.json(guest, `/api/reports?campaign=${shared}`)).report.total).toBe(1);
  });

  it('nobody who is not signed in', async () => {
    expect((await http.json(null, '/api/reports')).status).toBe(401);
  });
});

it.each([
  ['asOf=yesterday', 'asOf'],
  ['asOf=2026-02-30', 'asOf'],
  ['from=2026-13-01', 'from'],
  ['to=soon', 'to'],
  ['from=2026-03-02&to=2026-03-01', 'to'],
  ['sort=name', 'sort'],
])('%s is refused by name', async (query, path) => {
  for (const base of [
    '/api/reports',
    `/api/campaigns/${spring}/report`,
    '/api/reports/money.csv',
  ]) {
    const answer = await http.json(owner, `${base}?${query}`);
    expect([answer.status, answer.errors]).toEqual([422, [path]]);
  }
});

it('a past day is told anew once something of it is known otherwise', async () => {
  const path = '/api/reports?asOf=2026-03-30';
  expect((await http.json(owner, path)).report.total).toBe(4);
  const late = { campaignId: spring, creatorId: await addCreator(world, 'Eve') };
  await happened(world, late, at('03-29'), []);
  expect((await http.json(owner, path)).report.total).toBe(5);
});

it('a past day is kept while only what is later changes, and told anew for names and tags', async () => {
  const path = '/api/reports?asOf=2026-03-30';
  const totalOf = async () => (await http.json(owner, path)).report.counts;
  const before = await totalOf();
  // Past the product, so that nothing but reading it again can show it.
  await world.sql`
    update events set data = jsonb_set(data, '{to}', '"Pending"') where type = 'StatusChanged' and data->>'to' = 'Completed'`;
  const late = { campaignId: spring, creatorId: await addCreator(world, 'Fay') };
  await happened(world, late, at('04-02'), []);
  expect(await totalOf()).toEqual(before);
  await world.sql.begin((sql) => announce(sql, { kind: 'creator', id: late.creatorId }));
  expect(await totalOf()).toEqual({ ...before, Completed: 0, Pending: before.Pending + 1 });
  await world.sql`
    update events set data = jsonb_set(data, '{to}', '"Completed"')
    where type = 'StatusChanged' and data->>'to' = 'Pending'`;
});

describe('as CSV', () => {
  it('has every section, with the cursor of what it was read from', async () => {
    for (const section of REPORT_SECTIONS) {
      const answer = await http.json(owner, `/api/reports/${section}.csv`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('parley-cursor')).toMatch(/\.\d+$/);
      expect(answer.headers.get('content-type')).toContain('text/csv');
      expect(answer.headers.get('content-disposition')).toContain(`${section}-`);
      expect(parse(answer.text, { bom: true }).length).toBeGreaterThan(1);
    }
    expect((await http.json(owner, '/api/reports/nothing.csv')).status).toBe(404);
  });

  it('holds the same figures and no formula', async () => {
    const path = `/api/campaigns/${spring}/report`;
    const text = async (section: string) =>
      parse((await http.json(owner, `${path}/${section}.csv?asOf=2026-03-19`)).text, { bom: true });
    expect(await text('deliverables')).toEqual([
      ['Week of', 'Due', 'Delivered', 'Overdue', 'Handed in'],
      ['2026-03-16', '2', '1', '1', '2'],
      ['No due date', '1', '0', '0', ''],
    ]);
    expect(await text('cancellation-reasons')).toEqual([
      ['Reason', 'Cancelled'],
      ["'=No budget", '1'],
    ]);
    expect((await text('moves')).flat()).toContain("'=Mia Member");
    expect((await text('campaigns')).slice(1)).toEqual([
      [...['Spring', spring, '2', '0', '0', '1', '0', '1'], ...['EUR', '25000', '5000', '900000']],
    ]);
  });
});
