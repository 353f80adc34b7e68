import { ACTOR_KINDS } from '@parley/domain/actor.schema';
import { CURRENCIES } from '@parley/domain/currencies';
import { OPEN_STATUSES, STATUSES } from '@parley/domain/statuses';
import { TAG_COLOURS } from '@parley/domain/tags';
import { z } from 'zod';

/* What the reports answer, for the description of the API; the types themselves are domain/src/report-view.ts. */

const count = z.int().min(0);
const day = z.iso.date();
const counts = z.object({
  Pending: count,
  Negotiating: count,
  Fulfilling: count,
  Completed: count,
  Cancelled: count,
});
const status = z.enum(STATUSES);
const stays = z.object({ count, medianMs: z.number().nullable(), p90Ms: z.number().nullable() });
const outcomes = { completed: count, cancelled: count, open: count };
const pieces = { due: count, delivered: count, overdue: count, handedIn: count };

const money = z.array(
  z.object({
    currency: z.enum(CURRENCIES),
    committedCents: count,
    paidCents: count,
    budgetCents: count.nullable(),
  }),
);

export const report = z.object({
  asOf: z.iso.datetime(),
  timeZone: z.string(),
  period: z.object({ from: day.nullable(), to: day }),
  asToday: z.array(z.string()).describe('Shown as they are today, whatever `asOf` says'),
  total: count,
  counts,
  statusOverTime: z.object({
    bucket: z.enum(['day', 'week', 'month']),
    points: z.array(z.object({ startsOn: day, endsOn: day, counts })),
  }),
  timeInStatus: z.array(z.object({ status: z.enum(OPEN_STATUSES), ended: stays, open: stays })),
  moves: z.array(
    z.object({
      actor: z.object({ id: z.uuid().nullable(), name: z.string(), kind: z.enum(ACTOR_KINDS) }),
      total: count,
      inBatches: count,
      batches: count,
      moves: z.array(z.object({ from: status, to: status, count })),
    }),
  ),
  money,
  campaigns: z
    .array(
      z.object({
        campaign: z.object({ id: z.uuid(), name: z.string() }),
        total: count,
        counts,
        money,
      }),
    )
    .describe(
      'Those with a collaboration by then or a budget, by name; they add up to `counts` and `money`',
    ),
  deliverables: z.object({
    weeks: z.array(z.object({ startsOn: day, ...pieces })),
    ...pieces,
    undated: z.object({ due: count, delivered: count }),
  }),
  outcomesByTag: z.array(
    z.object({
      tag: z.object({ id: z.uuid(), name: z.string(), colour: z.enum(TAG_COLOURS) }).nullable(),
      ...outcomes,
    }),
  ),
  outcomesByPlatform: z.array(z.object({ platform: z.string().nullable(), ...outcomes })),
  cancellationReasons: z.object({
    top: z.array(z.object({ reason: z.string(), count })),
    others: count,
  }),
});
