import { randomUUID } from 'node:crypto';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { EventView } from '@parley/domain/view';
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonAs } from '../harness/answer.parser.ts';
import type { Api } from '../harness/api.ts';
import { connectLive, type Live } from '../harness/live.ts';
import { change, makeCampaign, makeCollaboration, read, timeline } from '../harness/makers.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { signal, temporal, temporalClient, update, workflowIdOf } from '../harness/temporal.ts';
import { until } from '../harness/wait.ts';

let owner: Api;
let member: Api;
let campaignId: string;
let client: Client;
let live: Live;

beforeAll(async () => {
  [owner, member] = await Promise.all([as('owner'), as('member')]);
  campaignId = (await makeCampaign(owner)).id;
  client = await temporalClient(sharedStack());
  live = await connectLive(member);
  await live.sync(null);
});
afterAll(async () => {
  live.close();
  await client.connection.close();
});

const make = (given: object = {}) => makeCollaboration(member, { campaignId, ...given });
const stateOf = (id: string) =>
  client.workflow.getHandle(workflowIdOf(id)).query<CollaborationState | null>('state');
const commandsOf = async (id: string) =>
  (
    await owner.get<{ items: { name: string; outcome?: string }[] }>(
      `/api/collaborations/${id}/commands`,
    )
  ).text;
const version = (id: string, wanted: number) =>
  until(`version ${wanted}`, async () => (await read(member, id)).version === wanted);

describe('a signal from the command line', () => {
  it('changes the status, and every open board shows it as done by Temporal operator', async () => {
    const { id } = await make();
    await signal(sharedStack(), id, 'changeStatus', '{"to":"Negotiating"}');
    const told = await live.waitFor(
      (message) => message.collaborationId === id && message.version === 2,
    );
    expect(told.collaboration.status).toBe('Negotiating');
    expect(told.event).toMatchObject({
      type: 'StatusChanged',
      actor: { kind: 'operator', name: 'Temporal operator' },
    });
    expect((await read(member, id)).status).toBe('Negotiating');
    expect((await timeline(member, id)).at(-1)).toEqual(told.event);
    expect(await commandsOf(id)).toContain('changeStatus');
  });

  it('each change has one', async () => {
    const { id, terms } = await make({
      shipsProduct: true,
      terms: { deliverables: [{ type: 'Reel' }] },
    });
    const until_ = new Date(Date.now() + 86_400_000).toISOString();
    const all: [string, object][] = [
      ['recordPayment', { amountCents: 500, currency: 'EUR' }],
      [
        'deliverContent',
        { url: 'https://example.com/a', deliverableId: terms.deliverables[0]?.id },
      ],
      ['reviewContent', { seq: 3, state: 'accepted' }],
      ['addNote', { text: 'From ops' }],
      ['updateDelivery', { status: 'Delivered' }],
      ['editTerms', { conditions: 'By ops' }],
      ['assignOwner', { ownerId: null }],
      ['snoozeReminder', { until: until_ }],
      ['undo', { seq: 8 }],
    ];
    for (const [name, body] of all) await signal(sharedStack(), id, name, JSON.stringify(body));
    await version(id, 1 + all.length);
    const types = (await timeline(member, id)).map(({ type }) => type);
    expect(types).toEqual([
      'Created',
      'PaymentMade',
      'ContentDelivered',
      'ContentReviewed',
      'NoteAdded',
      'DeliveryUpdated',
      'TermsChanged',
      'OwnerAssigned',
      'ReminderSnoozed',
      'Undone',
    ]);
  });

  it('takes commandId, actor and at; the same commandId twice takes effect once', async () => {
    const { id } = await make();
    const me = (await member.get<{ user: { id: string; name: string } }>('/api/me')).body.user;
    const commandId = randomUUID();
    const body = JSON.stringify({ text: 'Once', commandId, actor: { kind: 'member', id: me.id } });
    await signal(sharedStack(), id, 'addNote', body);
    await signal(sharedStack(), id, 'addNote', body);
    await signal(sharedStack(), id, 'changeStatus', '{"to":"Negotiating"}');
    await version(id, 3);
    const [, noted] = await timeline(member, id);
    expect(noted).toMatchObject({ commandId, actor: { id: me.id, name: me.name, kind: 'member' } });
  });

  it.each([
    ['changeStatus', '{"to":"Nowhere"}'],
    ['changeStatus', '{"to":"Cancelled"}'],
    ['changeStatus', '"Negotiating"'],
    ['changeStatus', 'null'],
    ['changeStatus', '[]'],
    ['changeStatus', '{"to":"Negotiating","colour":"red"}'],
    ['recordPayment', '{"amountCents":-5,"currency":"EUR"}'],
    ['addNote', '{"text":"\\ud800"}'],
    ['addNote', '{"text":"ok","commandId":"not-a-uuid"}'],
    ['undo', '{"seq":99}'],
  ])('a bad %s %s is refused and recorded, and the workflow lives', async (name, input) => {
    const { id } = await make();
    await signal(sharedStack(), id, name, input);
    await until('the record', async () => (await commandsOf(id)).includes('refused'));
    const next = await change(member, id, 'notes', { text: 'Still alive' });
    expect(next.version).toBe(2);
    expect((await stateOf(id))?.version).toBe(2);
    const { status } = await client.workflow.getHandle(workflowIdOf(id)).describe();
    expect(status.name).toBe('RUNNING');
  });
});

describe('an update from the command line', () => {
  it('does the same and answers', async () => {
    const { id } = await make();
    const answer = await update(sharedStack(), id, 'changeStatus', '{"to":"Fulfilling"}');
    expect(answer).toContain('StatusChanged');
    const told = await live.waitFor(
      (message) => message.collaborationId === id && message.version === 2,
    );
    expect(told.event.actor.kind).toBe('operator');
    const next = await change(member, id, 'notes', { text: 'And on' });
    expect(next.version).toBe(3);
  });

  it('that breaks a rule is refused and leaves the workflow alive', async () => {
    const { id } = await make();
    await update(sharedStack(), id, 'changeStatus', '{"to":"Cancelled"}').catch(String);
    await update(sharedStack(), id, 'changeStatus', '{"to":5}').catch(String);
    expect((await change(member, id, 'notes', { text: 'On' })).version).toBe(2);
  });
});

describe('what ops see', () => {
  it('one running workflow per collaboration, in the state that the board shows', async () => {
    const { id } = await make({ shipsProduct: true });
    await change(member, id, 'status', { to: 'Negotiating' });
    await change(member, id, 'payments', { amountCents: 700, currency: 'EUR' });
    const [row, state] = [await read(member, id), await stateOf(id)];
    expect(state).toMatchObject({
      id,
      version: row.version,
      status: row.status,
      campaignId,
      creatorId: row.creator.id,
    });
    expect(state?.payments.map(({ amountCents }) => amountCents)).toEqual([700]);
    const running = `WorkflowId="${workflowIdOf(id)}" and WorkflowType="collaboration" and ExecutionStatus="Running"`;
    await until('one in the list', async () => (await client.workflow.count(running)).count === 1);
  });

  it('the query state from the command line answers the whole state', async () => {
    const { id } = await make();
    const args = [
      'workflow',
      'query',
      '--workflow-id',
      workflowIdOf(id),
      '--type',
      'state',
      '--output',
      'json',
    ];
    const text = await temporal(sharedStack(), ...args);
    expect(text).toContain(id);
    expect(text).toContain(campaignId);
  });

  it('search attributes, at most 5 s behind, without anything personal', async () => {
    const { id, creator, owner: whose } = await make({ shipsProduct: true });
    await change(member, id, 'status', { to: 'Negotiating' });
    await change(member, id, 'delivery', { status: 'In Transit' });
    const parts = [
      `WorkflowId="${workflowIdOf(id)}"`,
      'CollaborationStatus="Negotiating"',
      'DeliveryStatus="In Transit"',
      `CampaignId="${campaignId}"`,
      `CreatorId="${creator.id}"`,
      `OwnerId="${whose?.id}"`,
    ];
    // 5 s for the workflow, and what Temporal's own index needs.
    const found = async () => (await client.workflow.count(parts.join(' and '))).count === 1;
    await until('the attributes', found, 9_000);
    const description = await client.workflow.getHandle(workflowIdOf(id)).describe();
    const shown = JSON.stringify([
      description.searchAttributes,
      description.memo,
      description.workflowId,
    ]);
    expect(shown).toContain('NextReminderAt');
    expect(shown).toContain('StatusSince');
    expect(shown).not.toContain(creator.name);
    expect(shown).not.toContain(creator.handle);
  });

  it('the history tells nothing personal but what the changes themselves carry', async () => {
    const { id } = await make();
    const history = await temporal(
      sharedStack(),
      'workflow',
      'show',
      '--workflow-id',
      workflowIdOf(id),
      '--output',
      'json',
    );
    expect(history).not.toContain('member person');
    expect(history).not.toContain('@example.com');
  });
});

describe('a workflow with a long history', () => {
  it('continues as new after 50 changes, and nobody notices', async () => {
    const { id } = await make();
    const runId = async () => (await client.workflow.getHandle(workflowIdOf(id)).describe()).runId;
    const first = await runId();
    let version = 1;
    const note = async () => {
      version = (await change(member, id, 'notes', { text: `Note ${version}` })).version;
    };
    while (version < 60) await note();
    // A run is at least some seconds old before the next one begins.
    const isNext = async () => {
      await note();
      return (await runId()) !== first;
    };
    await until('the next run', isNext, 45_000);
    await note();
    const events: EventView[] = await timeline(member, id);
    expect(events.map(({ seq }) => seq)).toEqual(
      Array.from({ length: version }, (_, index) => index + 1),
    );
    expect((await stateOf(id))?.version).toBe(version);
  });
});

it('the state of the command line is JSON that the API’s row agrees with', async () => {
  const { id } = await make();
  const answer = await update(sharedStack(), id, 'addNote', '{"text":"Compare"}');
  expect(jsonAs<object>(answer)).toBeTruthy();
  await version(id, 2);
});
