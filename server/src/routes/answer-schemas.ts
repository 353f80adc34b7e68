import { ACTOR_KINDS } from '@parley/domain/actor.schema';
import { CURRENCIES } from '@parley/domain/currencies';
import {
  CAMPAIGN_STATUSES,
  DELIVERY_STATUSES,
  REVIEW_STATES,
  STATUSES,
} from '@parley/domain/statuses';
import { TAG_COLOURS } from '@parley/domain/tags';
import { COMPENSATION_KINDS } from '@parley/domain/terms.schema';
import { ATTENTION_CODES, PLATFORMS } from '@parley/domain/view';
import { z } from 'zod';

/* What the reads answer, for the description of the API; the types themselves are domain/src/view.ts. */

const id = z.uuid();
const instant = z.iso.datetime();
const day = z.iso.date();
const text = z.string();
const named = z.object({ id, name: text });
const money = z.object({ currency: z.enum(CURRENCIES), amountCents: z.int() });
const tag = named.extend({ colour: z.enum(TAG_COLOURS) });
export const tagInUse = tag.extend({ uses: z.int() });
const actor = z.object({ id: id.nullable(), name: text, kind: z.enum(ACTOR_KINDS) });
const validation = z.object({
  score: z.int().min(0).max(3),
  label: text,
  reason: text,
  validatorName: text,
  at: instant,
  validatorId: id,
  model: text.nullable(),
  isOutdated: z.boolean(),
});
const handle = z.object({
  platform: z.enum(PLATFORMS),
  handle: text,
  url: text.nullable(),
  followers: z.int().nullable(),
  engagementPercent: z.number().nullable(),
});
const contact = z.object({
  email: text.nullable(),
  phone: text.nullable(),
  agentName: text.nullable(),
  agentEmail: text.nullable(),
  address: text.nullable(),
});
const creatorOnRow = named.extend({
  handle: text.nullable(),
  platform: text.nullable(),
  tags: z.array(tag),
  validation: validation.nullable(),
});
const rowTerms = z.object({
  deliverables: z.array(
    z.object({
      id,
      type: text,
      quantity: z.int(),
      requirements: text.nullable(),
      dueOn: day.nullable(),
      delivered: z.int(),
    }),
  ),
  compensation: z.object({
    kind: z.enum(COMPENSATION_KINDS),
    amountCents: z.int().nullable(),
    currency: z.enum(CURRENCIES).nullable(),
    commissionPercent: z.number().nullable(),
    product: text.nullable(),
  }),
  timeline: z.object({ startsOn: day.nullable(), dueOn: day.nullable() }),
});

export const collaborationRow = z.object({
  id,
  version: z.int(),
  status: z.enum(STATUSES),
  statusSince: instant,
  cancelReason: text.nullable(),
  campaign: named,
  creator: creatorOnRow,
  owner: named.nullable(),
  terms: rowTerms,
  delivery: z
    .object({
      status: z.enum(DELIVERY_STATUSES),
      carrier: text.nullable(),
      trackingNumber: text.nullable(),
      reason: text.nullable(),
      updatedAt: instant,
    })
    .nullable(),
  paid: z.array(money),
  paidCents: z.int(),
  attention: z.array(z.object({ code: z.enum(ATTENTION_CODES), since: instant })),
  nextReminderAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
});

export const collaboration = collaborationRow.extend({
  creator: creatorOnRow.extend({
    bio: text.nullable(),
    country: text.nullable(),
    handles: z.array(handle),
    contact: contact.nullable(),
  }),
  terms: rowTerms.extend({ conditions: text.nullable() }),
  payments: z.array(
    money.extend({
      seq: z.int(),
      paidOn: day.nullable(),
      method: text.nullable(),
      reference: text.nullable(),
      at: instant,
      by: actor,
    }),
  ),
  content: z.array(
    z.object({
      seq: z.int(),
      url: text,
      title: text.nullable(),
      deliverableId: id.nullable(),
      at: instant,
      by: actor,
      review: z.object({ state: z.enum(REVIEW_STATES), note: text.nullable() }),
    }),
  ),
});

export const event = z.object({
  seq: z.int(),
  type: text,
  at: instant,
  actor,
  data: z.record(text, z.unknown()),
  commandId: id,
  batchId: id.optional(),
});

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: text.nullable(), total: z.int() });

const counts = z.object({
  Pending: z.int(),
  Negotiating: z.int(),
  Fulfilling: z.int(),
  Completed: z.int(),
  Cancelled: z.int(),
});
const sums = z.array(money);
export const collaborationPage = pageOf(collaborationRow).extend({
  counts,
  sums: z.object({
    Pending: sums,
    Negotiating: sums,
    Fulfilling: sums,
    Completed: sums,
    Cancelled: sums,
  }),
});

export const campaign = named.extend({
  brand: text.nullable(),
  brief: text.nullable(),
  status: z.enum(CAMPAIGN_STATUSES),
  owner: named.nullable(),
  budgetCents: z.int().nullable(),
  currency: z.enum(CURRENCIES).nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  access: z.enum(['team', 'invited']),
  people: z.array(named),
  counts,
  committed: z.array(money),
  validatorId: id.nullable(),
  createdAt: instant,
});

export const creator = named.extend({
  bio: text.nullable(),
  country: text.nullable(),
  audience: text.nullable(),
  handles: z.array(handle),
  contact: contact.nullable(),
  tags: z.array(tag),
  validation: validation.nullable(),
  validations: z.array(validation),
});

export const creatorListItem = creator.extend({
  collaborations: z.object({ open: z.int(), completed: z.int(), cancelled: z.int() }),
});
