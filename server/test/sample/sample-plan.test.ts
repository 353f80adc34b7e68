import { attentionOf, earliestAttention } from '@parley/domain/attention';
import { createBody } from '@parley/domain/commands.schema';
import { decide } from '@parley/domain/decide';
import { evolve } from '@parley/domain/evolve';
import { parseBody } from '@parley/domain/parse-change';
import type { CommandContent } from '@parley/domain/commands.schema';
import type { CollaborationState } from '@parley/domain/state.schema';
import { DELIVERY_STATUSES, STATUSES } from '@parley/domain/statuses';
import { ATTENTION_CODES } from '@parley/domain/view';
import { expect, it } from 'vitest';
import { sampleClock } from '../../src/sample/sample-clock.ts';
import { commandIdOf, sampleId } from '../../src/sample/sample-ids.ts';
import { type Plan, samplePlans } from '../../src/sample/sample-plan.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const people = {
  owner: sampleId('o'),
  member: sampleId('m'),
  member2: sampleId('n'),
  guest: sampleId('g'),
};
const plans = samplePlans(people, sampleClock(NOW));
const states = plans.map(told);

/** The state after a plan's changes, each of which must be accepted as exactly one event at its own instant. */
function told(plan: Plan): CollaborationState {
  const { id, ...body } = plan.create;
  let state = step(plan, null, 0, plan.createdAt, {
    name: 'create',
    body: { id, ...createBody.parse(body) },
  });
  for (const [index, { name, body: change, at }] of plan.chapters.entries()) {
    const parsed = parseBody(name, JSON.parse(JSON.stringify(change)));
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.issues)}`);
    state = step(plan, state, index + 1, at, parsed.content);
  }
  return state;
}

function step(
  plan: Plan,
  state: CollaborationState | null,
  place: number,
  at: string,
  content: CommandContent,
): CollaborationState {
  const by = plan.chapters[place - 1]?.by === 'creator' ? 'creator' : 'member';
  const decision = decide(state, {
    ...content,
    commandId: commandIdOf(plan.id, place),
    at,
    actor: { kind: by, id: people.owner },
  });
  if (decision.kind !== 'event')
    throw new Error(`${plan.id} ${content.name}: ${JSON.stringify(decision)}`);
  expect(decision.event.at).toBe(at);
  expect(at <= NOW.toISOString()).toBe(true);
  return evolve(state, decision.event);
}

it('has 150 collaborations that lists show and some of an archived campaign, each pair once', () => {
  expect(plans).toHaveLength(162);
  expect(new Set(plans.map((plan) => plan.id)).size).toBe(162);
  expect(new Set(plans.map(({ create }) => `${create.campaignId} ${create.creatorId}`)).size).toBe(
    162,
  );
});

it('has every status, every delivery status, and everything that wants attention', () => {
  expect(new Set(states.map((state) => state.status))).toEqual(new Set(STATUSES));
  const deliveries = states.flatMap((state) => (state.delivery ? [state.delivery.status] : []));
  expect(new Set(deliveries)).toEqual(new Set(DELIVERY_STATUSES));
  const holding = states
    .flatMap((state) => attentionOf(state, (day) => `${day}T23:59:59.999Z`))
    .filter((entry) => entry.since <= NOW.toISOString());
  expect(new Set(holding.map((entry) => entry.code))).toEqual(new Set(ATTENTION_CODES));
});

it('is neither all fine nor all in trouble', () => {
  const troubled = states.filter((state) => {
    const since = earliestAttention(attentionOf(state, (day) => `${day}T23:59:59.999Z`));
    return since !== null && since <= NOW.toISOString();
  });
  expect(troubled.length / states.length).toBeGreaterThan(0.1);
  expect(troubled.length / states.length).toBeLessThan(0.5);
});

it('has payments, content and reviews', () => {
  expect(states.some((state) => state.payments.length > 1)).toBe(true);
  const reviews = states.flatMap((state) => state.content.map((item) => item.review.state));
  expect(new Set(reviews)).toEqual(new Set(['open', 'accepted', 'changes asked']));
});

it('is the same whenever it is asked for', () => {
  expect(samplePlans(people, sampleClock(NOW))).toEqual(plans);
});
