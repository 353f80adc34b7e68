import { afterAll, beforeAll, expect, test } from 'vitest';
import { Caller, newId } from './env/caller.ts';
import { RecordingActivities } from './env/recording-activities.ts';
import { startTemporalEnv, type TemporalEnv } from './env/temporal.ts';
import { until } from './env/until.ts';

let env: TemporalEnv;
const read = new RecordingActivities();

beforeAll(async () => {
  env = await startTemporalEnv();
  await env.startWorker(read);
});
afterAll(() => env.stop());

async function attributes(caller: Caller): Promise<Record<string, unknown>> {
  const { searchAttributes } = await caller.handle.describe();
  return Object.fromEntries(
    Object.entries(searchAttributes).map(([name, values]) => [name, values?.[0]]),
  );
}

async function upserts(caller: Caller): Promise<number[]> {
  const { events } = await caller.handle.fetchHistory();
  return (events ?? [])
    .filter((event) => event.upsertWorkflowSearchAttributesEventAttributes)
    .map((event) => Number(event.eventTime?.seconds) * 1000 + Number(event.eventTime?.nanos) / 1e6);
}

test('every attribute is there at once, without anything personal', async () => {
  const caller = new Caller(env, read);
  const owner = newId();
  const names = { campaignId: newId(), creatorId: newId(), ownerId: owner, shipsProduct: true };
  await caller.create(undefined, names);
  await until(
    'it is shown',
    async () => (await attributes(caller))['CollaborationStatus'] === 'Pending',
  );
  expect(await attributes(caller)).toMatchObject({
    DeliveryStatus: 'Pending',
    CampaignId: names.campaignId,
    CreatorId: names.creatorId,
    OwnerId: owner,
    StatusSince: new Date(read.rows.get(caller.id)?.state?.statusSince ?? ''),
  });
});

test('many changes are shown within 5 s, the last value, and in few writes 5 s apart', async () => {
  const caller = new Caller(env, read);
  await caller.create();
  for (const to of [
    'Negotiating',
    'Fulfilling',
    'Pending',
    'Negotiating',
    'Fulfilling',
    'Negotiating',
  ]) {
    await caller.change('changeStatus', { to });
  }
  const lastAt = Date.now();
  await until(
    'the last is shown',
    async () => (await attributes(caller))['CollaborationStatus'] === 'Negotiating',
    8_000,
  );
  expect(Date.now() - lastAt).toBeLessThan(6_000);
  const shown = await attributes(caller);
  expect(shown['NextReminderAt']).toBeInstanceOf(Date);
  const at = await upserts(caller);
  expect(at).toHaveLength(2);
  // Five seconds of the workflow's clock; the events are stamped when their task completes.
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(4_000);

  await caller.change('changeStatus', { to: 'Fulfilling' });
  const without = `WorkflowId = "collaboration/${caller.id}" AND NextReminderAt IS NULL`;
  await until(
    'no reminder is listed',
    async () => (await env.client.workflow.count(without)).count === 1,
    8_000,
  );
}, 30_000);

test('the page in the Temporal UI says what it is and what it waits for', async () => {
  const caller = new Caller(env, read);
  await caller.create();
  await caller.change('addNote', { text: 'Secret of the creator' });
  const metadata = JSON.stringify(await caller.handle.query('__temporal_workflow_metadata'));
  expect(metadata).toContain('**Pending** since');
  expect(metadata).toContain('Waits for the next change');
  expect(metadata).not.toContain('Secret');
  const described = await caller.handle.describe();
  expect(await described.staticSummary()).toBe('A collaboration between a campaign and a creator');
});
