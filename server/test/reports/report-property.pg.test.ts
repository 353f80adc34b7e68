import type { CollaborationEvent } from '@parley/domain/events.schema';
import type { ReportView } from '@parley/domain/report-view';
import { endOfDayIn } from '@parley/workflows/projection/end-of-day';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readReport } from '../../src/reports/read-report.ts';
import { addCampaign, addCreator, makeWorld, type World } from '../read/world.ts';
import { counts, money, moves, openSince, percentile, pieces, asItWas } from './brute-force.ts';
import { anyHistory, happened } from './histories.ts';

const ZONE = 'Europe/Vienna';
/** The evening before clocks move on there. */
const START = Date.parse('2026-03-28T20:00:00.000Z');
const OWNER = { role: 'owner', personId: null } as const;
let world: World;
beforeAll(async () => {
  world = await makeWorld(ZONE);
});
afterAll(() => world.close());

const reportOf = (campaign: string, asOf: string) =>
  world.sql.begin((sql) => readReport(sql, OWNER, { campaign: [campaign], asOf }));

function expectFold(
  report: ReportView,
  timelines: readonly (readonly CollaborationEvent[])[],
  asOf: string,
): void {
  const at = (instant: string) => timelines.flatMap((events) => asItWas(events, instant) ?? []);
  const all = at(asOf);
  expect(report.total).toBe(all.length);
  expect(report.counts).toEqual(counts(all));
  for (const point of report.statusOverTime.points) {
    const end = endOfDayIn(ZONE)(point.endsOn);
    const last = new Date(Date.parse(end) - 1).toISOString();
    expect(point.counts).toEqual(counts(at(last < asOf ? last : asOf)));
  }
  expect(
    Object.fromEntries(
      report.money.map(({ currency, committedCents: committed, paidCents: paid }) => [
        currency,
        { committed, paid },
      ]),
    ),
  ).toEqual(money(all));
  const told = report.moves.flatMap(({ actor, moves: list }) =>
    list.map(({ from, to, count }): [string, number] => [`${actor.kind} ${from} ${to}`, count]),
  );
  expect(Object.fromEntries(told)).toEqual(moves(all));
  const { due, delivered, overdue, handedIn, undated } = report.deliverables;
  expect({
    ...{ due, delivered, overdue, handedIn },
    ...{ undatedDue: undated.due, undatedDelivered: undated.delivered },
  }).toEqual(pieces(all, asOf, ZONE));
  const since = openSince(all, asOf);
  for (const { status, open } of report.timeInStatus) {
    const spans = since[status] ?? [];
    expect(open).toEqual({
      count: spans.length,
      medianMs: percentile(spans, 0.5),
      p90Ms: percentile(spans, 0.9),
    });
  }
}

it(
  'a report as of any instant is the fold of every timeline up to then',
  { timeout: 60_000 },
  async () => {
    const creatorId = await addCreator(world);
    const lives = fc.array(anyHistory(START), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        lives,
        fc.array(fc.nat(1_000), { minLength: 2, maxLength: 4 }),
        async (all, picks) => {
          const campaignId = await addCampaign(world);
          const timelines: (readonly CollaborationEvent[])[] = [];
          for (const changes of all) {
            const pair = { campaignId, creatorId };
            const createdAt = new Date(START).toISOString();
            timelines.push((await happened(world, pair, createdAt, changes)).events);
          }
          const instants = timelines.flat().map((event) => event.at);
          for (const pick of picks) {
            const at = instants[pick % instants.length] ?? '';
            const asOf = pick % 2 === 0 ? at : new Date(Date.parse(at) - 1).toISOString();
            expectFold(await reportOf(campaignId, asOf), timelines, asOf);
          }
        },
      ),
      { numRuns: 40 },
    );
  },
);
