import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import {
  makeCampaign,
  makeCollaboration,
  makeCreator,
  read,
  timeline,
  type Changed,
} from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

let ann: Api;
let ben: Api;
let campaignId: string;
let id: string;
let path: (route: string) => string;

beforeAll(async () => {
  const owner = await as('owner');
  [ann, ben] = await Promise.all([as('member'), as('member2')]);
  campaignId = (await makeCampaign(owner)).id;
  id = (await makeCollaboration(ann, { campaignId })).id;
  path = (route) => `/api/collaborations/${id}/${route}`;
});

describe('the same key again', () => {
  it('gets the first answer and takes effect once', async () => {
    const key = randomUUID();
    const note = { text: 'Once' };
    const first = await ann.post<Changed>(path('notes'), note, { key });
    const second = await ann.post<Changed>(path('notes'), note, { key });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    const texts = (await timeline(ann, id)).filter(
      ({ type, data }) => type === 'NoteAdded' && JSON.stringify(data).includes('Once'),
    );
    expect(texts).toHaveLength(1);
  });

  it('also when the body is written another way', async () => {
    const key = `any string: "quoted", 1/2 ${randomUUID()}`;
    const first = await ann.raw<Changed>(
      'POST',
      path('payments'),
      '{"amountCents":7,"currency":"EUR"}',
      { key },
    );
    const second = await ann.raw<Changed>(
      'POST',
      path('payments'),
      '{ "currency" : "EUR", "amountCents" : 7 }',
      { key },
    );
    expect(second.status).toBe(200);
    expect(second.body.version).toBe(first.body.version);
  });

  it('20 at once take effect once, and all are told the same', async () => {
    const { version } = await read(ann, id);
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        ann.post<Changed>(path('notes'), { text: 'Twenty' }, { key }),
      ),
    );
    for (const answer of answers) expect([200, 202]).toContain(answer.status);
    const told = answers.filter(({ status }) => status === 200).map(({ body }) => body.version);
    expect(new Set(told)).toEqual(new Set([version + 1]));
    expect((await read(ann, id)).version).toBe(version + 1);
  });

  it('a creation is made once', async () => {
    const [key, creator] = [randomUUID(), await makeCreator(ann)];
    const body = { campaignId, creatorId: creator.id };
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        ann.post<{ collaboration: { id: string } }>('/api/collaborations', body, { key }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.collaboration.id)).size).toBe(1);
  });

  it('creators are made once too', async () => {
    const key = randomUUID();
    const body = {
      name: 'Only One',
      handles: [{ platform: 'TikTok', handle: randomUUID().slice(0, 8) }],
    };
    const answers = [
      await ann.post<{ creator: { id: string } }>('/api/creators', body, { key }),
      await ann.post<{ creator: { id: string } }>('/api/creators', body, { key }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
  });

  it('a refusal is kept too: 409 stays 409', async () => {
    const { id: other } = await makeCollaboration(ann, { campaignId });
    const key = randomUUID();
    const ask = () =>
      ann.post(`/api/collaborations/${other}/delivery`, { status: 'Delivered' }, { key });
    expect((await ask()).problem.code).toBe('NO_SHIPMENT');
    await ann.patch(`/api/collaborations/${other}/terms`, { shipsProduct: true });
    expect((await ask()).problem.code).toBe('NO_SHIPMENT');
  });

  it('a 422 is not kept: the corrected body goes through', async () => {
    const key = randomUUID();
    expect((await ann.post(path('notes'), { text: '' }, { key })).status).toBe(422);
    expect((await ann.raw('POST', path('notes'), '{', { key })).status).toBe(400);
    expect((await ann.post(path('notes'), { text: 'Corrected' }, { key })).status).toBe(200);
  });
});

describe('a key that was used for something else', () => {
  it('is 409 IDEMPOTENCY_KEY_REUSED, with another body or another route', async () => {
    const key = randomUUID();
    expect((await ann.post(path('notes'), { text: 'First' }, { key })).status).toBe(200);
    const { version } = await read(ann, id);
    const others: [string, object][] = [
      [path('notes'), { text: 'Second' }],
      [path('notes'), { text: 'First', contact: true }],
      [path('status'), { to: 'Negotiating' }],
    ];
    for (const [route, body] of others)
      expect((await ann.post(route, body, { key })).problem).toMatchObject({
        status: 409,
        code: 'IDEMPOTENCY_KEY_REUSED',
      });
    expect((await read(ann, id)).version).toBe(version);
  });

  it('is per account: another person’s key is their own', async () => {
    const key = randomUUID();
    const first = await ann.post<Changed>(path('notes'), { text: 'Mine' }, { key });
    const second = await ben.post<Changed>(path('notes'), { text: 'Mine' }, { key });
    expect(second.status).toBe(200);
    expect(second.body.version).toBe(first.body.version + 1);
  });

  it('has 1 to 255 characters', async () => {
    expect((await ann.post(path('notes'), { text: 'Long' }, { key: 'k'.repeat(255) })).status).toBe(
      200,
    );
    const { version } = await read(ann, id);
    for (const key of ['k'.repeat(256), '']) {
      const { status } = await ann.post(path('notes'), { text: 'Too long' }, { key });
      expect([400, 422]).toContain(status);
    }
    expect((await read(ann, id)).version).toBe(version);
  });
});

describe('GET /api/commands/:commandId', () => {
  it('tells what became of a change, to whoever asked for it', async () => {
    const done = await ann.post<Changed>(path('notes'), { text: 'Tell me' });
    const commandId = done.body.event?.commandId ?? '';
    const asked = await ann.get(`/api/commands/${commandId}`);
    expect(asked.body).toMatchObject({ commandId, state: 'applied', version: done.body.version });
  });
});
