import type { Status } from '@parley/domain/statuses';
import type { Queries, Sql } from '@parley/workflows/projection/postgres';
import { newCampaign } from '../campaigns/campaign-body.ts';
import { addCampaign, changeCampaign } from '../campaigns/write-campaign.ts';
import type { SampleClock } from './sample-clock.ts';
import { sampleId } from './sample-ids.ts';
import type { SamplePeople } from './sample-people.ts';

type Person = keyof SamplePeople;

interface SampleCampaign {
  readonly key: string;
  readonly name: string;
  readonly brand: string;
  readonly brief: string;
  readonly status: 'Draft' | 'Live' | 'Paused' | 'Archived';
  readonly access: 'team' | 'invited';
  readonly people: readonly Person[];
  readonly owner: Person;
  readonly budgetCents: number;
  readonly currency: 'EUR' | 'USD' | 'GBP';
  /** Days after the beginning. */
  readonly days: readonly [number, number];
  /** Who may own its collaborations; null is nobody. */
  readonly owners: readonly [Person | null, ...(Person | null)[]];
  /** How many collaborations of each status it gets. */
  readonly rows: Readonly<Partial<Record<Status, number>>>;
}

/** 150 collaborations that lists show, and 12 of an archived campaign. */
export const SAMPLE_CAMPAIGNS: readonly SampleCampaign[] = [
  {
    key: 'spring',
    name: 'Spring Skin Reset',
    brand: 'Norvane Care',
    brief: 'Honest two-week routines with the reset set: no filters, no before-and-after claims.',
    ...{
      status: 'Live',
      access: 'team',
      people: [],
      owner: 'owner',
      currency: 'EUR',
      budgetCents: 6_500_000,
    },
    days: [-60, 45],
    owners: ['owner', 'member', 'member2', null],
    rows: { Pending: 12, Negotiating: 12, Fulfilling: 17, Completed: 12, Cancelled: 5 },
  },
  {
    key: 'trail',
    name: 'Trail Season',
    brand: 'Fellmark Outdoor',
    brief: 'Day hikes with the new pack, filmed on the way, with the route in the description.',
    ...{
      status: 'Live',
      access: 'invited',
      people: ['member', 'guest'],
      owner: 'owner',
      currency: 'USD',
      budgetCents: 4_200_000,
    },
    days: [-45, 60],
    owners: ['owner', 'member', null],
    rows: { Pending: 8, Negotiating: 10, Fulfilling: 13, Completed: 9, Cancelled: 4 },
  },
  {
    key: 'barista',
    name: 'Home Barista Week',
    brand: 'Quorabrew',
    brief: 'One drink a day for a week; paused until the new grinder ships.',
    ...{
      status: 'Paused',
      access: 'team',
      people: [],
      owner: 'owner',
      currency: 'GBP',
      budgetCents: 2_800_000,
    },
    days: [-30, 30],
    owners: ['member', 'member2'],
    rows: { Pending: 6, Negotiating: 8, Fulfilling: 8, Completed: 7, Cancelled: 5 },
  },
  {
    key: 'autumn',
    name: 'Autumn Pantry',
    brand: 'Tarn Larder',
    brief: 'Slow recipes from one shelf. Still being planned.',
    ...{
      status: 'Draft',
      access: 'team',
      people: [],
      owner: 'owner',
      currency: 'EUR',
      budgetCents: 1_500_000,
    },
    days: [30, 90],
    owners: ['member2', null],
    rows: { Pending: 11, Negotiating: 3 },
  },
  {
    key: 'glow',
    name: 'Winter Glow',
    brand: 'Norvane Care',
    brief: 'Last winter: candle-light looks in under five minutes.',
    ...{
      status: 'Archived',
      access: 'team',
      people: [],
      owner: 'owner',
      currency: 'EUR',
      budgetCents: 3_000_000,
    },
    days: [-300, -210],
    owners: ['owner', 'member'],
    rows: { Completed: 9, Cancelled: 3 },
  },
];

export function campaignIdOf(key: string): string {
  return sampleId('campaign', key);
}

/** Makes the campaigns as drafts, so that no reminder goes out while their histories are told. Safe to repeat. */
export async function makeCampaigns(
  sql: Sql,
  people: SamplePeople,
  clock: SampleClock,
): Promise<void> {
  for (const campaign of SAMPLE_CAMPAIGNS) {
    await sql.begin((transaction) => makeCampaign(transaction, campaign, people, clock));
  }
}

async function makeCampaign(
  sql: Queries,
  campaign: SampleCampaign,
  people: SamplePeople,
  clock: SampleClock,
): Promise<void> {
  const id = campaignIdOf(campaign.key);
  const known = await sql`select 1 from campaigns where id = ${id}`;
  if (known.length > 0) return;
  const { name, brand, brief, access, budgetCents, currency, days } = campaign;
  const body = newCampaign.parse({
    ...{ name, brand, brief, access, budgetCents, currency },
    ownerId: people[campaign.owner],
    peopleIds: campaign.people.map((person) => people[person]),
    startsOn: clock.dayIn(days[0]),
    endsOn: clock.dayIn(days[1]),
  });
  await addCampaign(sql, people.owner, body, id);
  const madeAt = clock.hoursAgo(24 * (30 - Math.min(days[0], 0)));
  await sql`update campaigns set created_at = ${madeAt} where id = ${id}`;
}

/** Gives the campaigns their status once their collaborations are there. Safe to repeat. */
export async function openCampaigns(sql: Sql): Promise<string[]> {
  for (const { key, status } of SAMPLE_CAMPAIGNS) {
    await sql.begin((transaction) => changeCampaign(transaction, campaignIdOf(key), { status }));
  }
  return SAMPLE_CAMPAIGNS.map(({ key }) => campaignIdOf(key));
}
