import { CURRENCIES } from '@parley/domain/currencies';
import { ACTOR_KINDS } from '@parley/domain/actor.schema';
import { STATUSES } from '@parley/domain/statuses';
import { TAG_COLOURS } from '@parley/domain/tags';
import { z } from 'zod';

/* What the statement of a report answers, as Postgres gives its JSON. */

const status = z.enum(STATUSES);
const count = z.int();

const turns = z.array(z.object({ day: z.string(), before: status.nullable(), status, count }));
/** Collaborations that went from one status (null: they were made) to another on a day; backwards where taken back. */
export type Turn = z.output<typeof turns>[number];

const stayRows = z.array(
  z.object({
    status,
    isOpen: z.boolean(),
    count,
    medianMs: z.number(),
    p90Ms: z.number(),
  }),
);
export type StayRow = z.output<typeof stayRows>[number];

const moveRows = z.array(
  z.object({
    kind: z.enum(ACTOR_KINDS),
    id: z.uuid().nullable(),
    before: status,
    status,
    count,
    inBatches: count,
    batchIds: z.array(z.uuid()),
  }),
);
export type MoveRow = z.output<typeof moveRows>[number];

const outcomes = { completed: count, cancelled: count, open: count };
const tagRows = z.array(
  z.object({
    tag: z.object({ id: z.uuid(), name: z.string(), colour: z.enum(TAG_COLOURS) }).nullable(),
    ...outcomes,
  }),
);
const platformRows = z.array(z.object({ platform: z.string().nullable(), ...outcomes }));
const reasonRows = z.array(z.object({ reason: z.string(), count }));

const moneyRows = z.array(
  z.object({
    currency: z.enum(CURRENCIES),
    committedCents: count,
    paidCents: count,
    budgetCents: count.nullable(),
  }),
);
export type CampaignRow = z.output<typeof campaignRows>[number];
const campaignRows = z.array(
  z.object({
    campaign: z.object({ id: z.uuid(), name: z.string() }),
    counts: z.partialRecord(status, count),
    money: moneyRows,
  }),
);

const pieces = { due: count, delivered: count, overdue: count, handedIn: count };
const weekRows = z.array(z.object({ week: z.string().nullable(), ...pieces }));
export type WeekRow = z.output<typeof weekRows>[number];

export const told = z.object({
  turns,
  stays: stayRows,
  moves: moveRows,
  tags: tagRows,
  platforms: platformRows,
  reasons: reasonRows,
  money: moneyRows,
  campaigns: campaignRows,
  weeks: weekRows,
});
