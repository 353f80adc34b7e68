import { earliestAttention } from '@parley/domain/attention';
import { dueOn } from '@parley/domain/deliverables';
import { stateSchema, type CollaborationState } from '@parley/domain/state.schema';
import { STATUSES, type Status } from '@parley/domain/statuses';
import { DAY_MS } from '@parley/domain/instants';
import { endOfDayIn } from '@parley/workflows/projection/end-of-day';
import { jsonText, type Sql } from '@parley/workflows/projection/postgres';
import { rowData } from '@parley/workflows/projection/row-data';
import { v7 as uuidv7 } from 'uuid';
import { draws, type Draw } from './draws.ts';
import { type BenchWorld, pick } from './s5-world.ts';

const CHUNK = 2_000;
const SETTINGS = { endOfDay: endOfDayIn('Europe/Vienna'), reminders: null };

/** Puts so many collaborations of every kind straight into the read model. */
export async function makeBenchRows(sql: Sql, world: BenchWorld, count: number): Promise<void> {
  const draw = draws(5);
  for (let made = 0; made < count; made += CHUNK) {
    const states = Array.from({ length: Math.min(CHUNK, count - made) }, (_, index) =>
      stateOf(world, draw, made + index),
    );
    // One of each chunk, so that what is generated stays what the product can read.
    stateSchema.parse(states[0]);
    await insert(sql, states);
  }
  await sql`vacuum analyze collaborations`;
  await sql`analyze creators`;
  await sql`analyze creator_tags`;
}

function stateOf(world: BenchWorld, draw: Draw, index: number): CollaborationState {
  const now = Date.now();
  const created = now - 30 * DAY_MS - draw(300 * 24) * 3_600_000 - draw(3_600_000);
  const moved = created + draw(Math.floor((now - created) / 1_000)) * 1_000;
  const status = pick<Status>(draw, STATUSES);
  const at = new Date(moved).toISOString();
  const hasMoney = draw(5) > 0;
  const amountCents = 5_000 * (draw(400) + 1);
  const currency = pick(draw, ['EUR', 'USD', 'GBP'] as const);
  const isPaid = status === 'Completed' && hasMoney && draw(3) > 0;
  return {
    schemaVersion: 1,
    id: uuidv7({ msecs: created }),
    version: 3,
    campaignId: world.campaigns[index % world.campaigns.length] ?? '',
    creatorId: pick(draw, world.creators),
    ownerId: draw(5) === 0 ? null : pick(draw, world.people),
    status,
    statusSince: at,
    cancelReason: status === 'Cancelled' ? 'No budget left this quarter' : null,
    terms: {
      deliverables: deliverables(draw, now),
      compensation: {
        amountCents: hasMoney ? amountCents : null,
        currency: hasMoney ? currency : null,
        commissionPercent: null,
        product: null,
      },
      timeline: { startsOn: null, dueOn: null },
      conditions: 'Usage rights for twelve months, no other brand of the field within two weeks.',
    },
    delivery: delivery(draw, at),
    payments: isPaid
      ? [
          {
            seq: 3,
            amountCents: draw(3) === 0 ? 1_000 : amountCents,
            currency,
            paidOn: null,
            method: 'Bank transfer',
            reference: null,
            at,
            by: { kind: 'member', id: world.people[0] ?? '' },
          },
        ]
      : [],
    content: [],
    movedAt: at,
    snoozedUntil: null,
    reminders: { sent: 0, lastAt: null },
    touched: { status: 2, moved: 2 },
    undo: [],
    createdAt: new Date(created).toISOString(),
    updatedAt: at,
    lastEventAt: at,
  };
}

function deliverables(draw: Draw, now: number): CollaborationState['terms']['deliverables'] {
  return Array.from({ length: 1 + draw(3) }, () => ({
    id: uuidv7(),
    type: pick(draw, ['Reel', 'Story', 'Video', 'Post']),
    quantity: 1 + draw(3),
    requirements: draw(2) === 0 ? 'Show the product in use' : null,
    dueOn:
      draw(4) === 0 ? null : new Date(now + (draw(120) - 30) * DAY_MS).toISOString().slice(0, 10),
  }));
}

function delivery(draw: Draw, at: string): CollaborationState['delivery'] {
  if (draw(2) === 0) return null;
  const status = pick(draw, ['Pending', 'In Transit', 'Delivered', 'Exception'] as const);
  const reason = status === 'Exception' ? 'Wrong address' : null;
  return { status, carrier: 'DHL', trackingNumber: null, reason, updatedAt: at };
}

async function insert(sql: Sql, states: readonly CollaborationState[]): Promise<void> {
  const rows = states.map((state) => {
    const { attention } = rowData(state, SETTINGS);
    return { state, attention, since: earliestAttention(attention), due: dueOn(state) };
  });
  await sql`
    insert into collaborations (id, version, state, campaign_id, creator_id, owner_id, status, status_since,
      delivery_status, amount_cents, currency, due_on, attention, attention_since, created_at, updated_at)
    select (s.state->>'id')::uuid, 3, s.state, (s.state->>'campaignId')::uuid, (s.state->>'creatorId')::uuid,
      (s.state->>'ownerId')::uuid, s.state->>'status', (s.state->>'statusSince')::timestamptz,
      s.state->'delivery'->>'status', (s.state#>>'{terms,compensation,amountCents}')::bigint,
      s.state#>>'{terms,compensation,currency}', s.due, s.attention, s.since,
      (s.state->>'createdAt')::timestamptz, (s.state->>'updatedAt')::timestamptz
    from jsonb_to_recordset(${jsonText(rows)}::text::jsonb)
      as s(state jsonb, attention jsonb, since timestamptz, due date)`;
}
