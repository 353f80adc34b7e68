import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { makeCampaign, makeCollaboration, read, timeline } from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

let member: Api;
let id: string;
let path: (route: string) => string;

beforeAll(async () => {
  const owner = await as('owner');
  member = await as('member');
  const campaign = await makeCampaign(owner);
  id = (await makeCollaboration(member, { campaignId: campaign.id, shipsProduct: true })).id;
  path = (route) => `/api/collaborations/${id}/${route}`;
});

async function nothingChanged(): Promise<void> {
  expect((await read(member, id)).version).toBe(1);
  expect(await timeline(member, id)).toHaveLength(1);
}

describe('a body that cannot be read', () => {
  it.each([
    ['half a JSON', '{"to":"Negoti'],
    ['nothing at all', ''],
    ['two values', '{} {}'],
    ['NaN', '{"to":NaN}'],
    ['a trailing comma', '{"to":"Negotiating",}'],
  ])('%s is 400 MALFORMED_JSON', async (_what, text) => {
    const answer = await member.raw('POST', path('status'), text);
    expect(answer.status).toBe(400);
    expect(answer.problem).toMatchObject({ status: 400, code: 'MALFORMED_JSON' });
    await nothingChanged();
  });

  it('bytes that are no UTF-8 are 400', async () => {
    const broken = new Uint8Array([...Buffer.from('{"text":"'), 0xff, 0xfe, ...Buffer.from('"}')]);
    expect((await member.raw('POST', path('notes'), broken)).problem.code).toBe('MALFORMED_JSON');
    await nothingChanged();
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data; boundary=x',
  ])('content type %s is 415', async (type) => {
    const answer = await member.raw('POST', path('status'), '{"to":"Negotiating"}', {
      headers: { 'content-type': type },
    });
    expect(answer.status).toBe(415);
    expect(answer.problem.status).toBe(415);
    await nothingChanged();
  });

  it('a charset after the content type is fine, as far as the body is', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect((await member.raw('POST', path('status'), '{"to":"Nowhere"}', { headers })).status).toBe(
      422,
    );
  });

  it('over 1 MiB is 413, announced or not', async () => {
    const text = JSON.stringify({ text: 'x'.repeat(1_100_000) });
    const answer = await member.raw('POST', path('notes'), text);
    expect(answer.status).toBe(413);
    expect(answer.problem.status).toBe(413);
    await nothingChanged();
  });

  it.each(['[', '{"a":'])(
    'JSON nested 10,000 levels deep by %s is refused, and the server lives',
    async (open) => {
      const close = open === '[' ? ']' : '}';
      const text = `${open.repeat(10_000)}1${close.repeat(10_000)}`;
      for (const route of ['notes', 'payments', 'status']) {
        const answer = await member.raw('POST', path(route), text);
        expect([400, 422]).toContain(answer.status);
        expect(answer.problem.code).toBeTruthy();
      }
      await nothingChanged();
    },
  );
});

describe('a body that is not valid is 422 with a path per error', () => {
  const due = '2026-12-24';
  const cases: [route: string, what: string, body: unknown, field: string][] = [
    ['status', 'no field', {}, 'to'],
    ['status', 'an unknown status', { to: 'Paused' }, 'to'],
    ['status', 'another case', { to: 'negotiating' }, 'to'],
    ['status', 'an unknown field', { to: 'Negotiating', colour: 'red' }, 'colour'],
    ['status', 'a wrong type', { to: 5 }, 'to'],
    ['status', 'an empty reason', { to: 'Cancelled', reason: '   ' }, 'reason'],
    ['status', 'a long reason', { to: 'Cancelled', reason: 'x'.repeat(1_001) }, 'reason'],
    ['status', 'an actor', { to: 'Negotiating', actor: { kind: 'system' } }, 'actor'],
    ['status', 'a time', { to: 'Negotiating', at: '2026-01-01T00:00:00Z' }, 'at'],
    [
      'status',
      'a commandId',
      { to: 'Negotiating', commandId: '0192f0c1-2d3e-7f00-8000-000000000000' },
      'commandId',
    ],
    ['payments', 'nothing', {}, 'amountCents'],
    ['payments', 'zero cents', { amountCents: 0, currency: 'EUR' }, 'amountCents'],
    ['payments', 'negative cents', { amountCents: -5, currency: 'EUR' }, 'amountCents'],
    ['payments', 'half a cent', { amountCents: 10.5, currency: 'EUR' }, 'amountCents'],
    [
      'payments',
      'too many cents',
      { amountCents: 1_000_000_000_001, currency: 'EUR' },
      'amountCents',
    ],
    ['payments', 'cents as a text', { amountCents: '100', currency: 'EUR' }, 'amountCents'],
    ['payments', 'a huge number', { amountCents: 1e300, currency: 'EUR' }, 'amountCents'],
    ['payments', 'no currency', { amountCents: 100 }, 'currency'],
    ['payments', 'an unknown currency', { amountCents: 100, currency: 'ABC' }, 'currency'],
    ['payments', 'a currency of the past', { amountCents: 100, currency: 'DEM' }, 'currency'],
    ['payments', 'a currency in lower case', { amountCents: 100, currency: 'eur' }, 'currency'],
    [
      'payments',
      'a day that does not exist',
      { amountCents: 100, currency: 'EUR', paidOn: '2026-02-30' },
      'paidOn',
    ],
    [
      'payments',
      'a day in a year that never was',
      { amountCents: 1, currency: 'EUR', paidOn: '0000-01-01' },
      'paidOn',
    ],
    [
      'payments',
      'an instant for a day',
      { amountCents: 1, currency: 'EUR', paidOn: `${due}T00:00:00Z` },
      'paidOn',
    ],
    [
      'payments',
      'a long method',
      { amountCents: 1, currency: 'EUR', method: 'x'.repeat(501) },
      'method',
    ],
    ['content', 'no url', { title: 'A reel' }, 'url'],
    ['content', 'an address without host', { url: 'https://' }, 'url'],
    ['content', 'a script', { url: 'javascript:alert(1)' }, 'url'],
    ['content', 'another scheme', { url: 'ftp://example.com/a' }, 'url'],
    ['content', 'a relative address', { url: '/reel' }, 'url'],
    ['content', 'a long address', { url: `https://example.com/${'a'.repeat(2_000)}` }, 'url'],
    [
      'content',
      'an id that is none',
      { url: 'https://example.com', deliverableId: 'first' },
      'deliverableId',
    ],
    ['notes', 'no text', { contact: true }, 'text'],
    ['notes', 'blanks', { text: ' \n\t ' }, 'text'],
    ['notes', 'a long text', { text: 'x'.repeat(10_001) }, 'text'],
    ['notes', 'a number', { text: 5 }, 'text'],
    ['notes', 'null', { text: null }, 'text'],
    ['notes', 'contact as a text', { text: 'Hello', contact: 'yes' }, 'contact'],
    ['notes', 'a NUL', { text: 'a\u0000b' }, 'text'],
    ['notes', 'an escape', { text: 'a\u001bb' }, 'text'],
    ['notes', 'a C1 control', { text: 'a\u0085b' }, 'text'],
    ['delivery', 'an unknown status', { status: 'Lost' }, 'status'],
    ['delivery', 'a long carrier', { status: 'In Transit', carrier: 'x'.repeat(501) }, 'carrier'],
    ['owner', 'nothing', {}, 'ownerId'],
    ['owner', 'a name', { ownerId: 'Ann' }, 'ownerId'],
    ['snooze', 'a day', { until: '2027-01-01' }, 'until'],
    ['snooze', 'words', { until: 'tomorrow' }, 'until'],
    ['undo', 'zero', { seq: 0 }, 'seq'],
    ['undo', 'a fraction', { seq: 1.5 }, 'seq'],
    ['terms', 'an unknown field', { price: 5 }, 'price'],
    ['terms', 'a shape of its own', { compensation: { fee: 5 } }, 'compensation.fee'],
    [
      'terms',
      'negative money',
      { compensation: { amountCents: -1, currency: 'EUR' } },
      'compensation.amountCents',
    ],
    [
      'terms',
      'over 100 percent',
      { compensation: { commissionPercent: 101 } },
      'compensation.commissionPercent',
    ],
    ['terms', 'no real day', { timeline: { dueOn: '2026-13-01' } }, 'timeline.dueOn'],
    ['terms', 'long conditions', { conditions: 'x'.repeat(20_001) }, 'conditions'],
    [
      'terms',
      'a deliverable without type',
      { deliverables: [{ quantity: 1 }] },
      'deliverables.0.type',
    ],
    [
      'terms',
      'none of a deliverable',
      { deliverables: [{ type: 'Reel', quantity: 0 }] },
      'deliverables.0.quantity',
    ],
    [
      'terms',
      '51 deliverables',
      { deliverables: Array.from({ length: 51 }, () => ({ type: 'Reel' })) },
      'deliverables',
    ],
    ['terms', 'a text for a truth', { shipsProduct: 'yes' }, 'shipsProduct'],
    ['content/1/review', 'an unknown state', { state: 'fine' }, 'state'],
  ];

  it.each(cases)('%s: %s', async (route, _what, body, field) => {
    const method = route === 'terms' ? 'PATCH' : 'POST';
    const answer = await member.raw(method, path(route), JSON.stringify(body));
    expect(answer.status).toBe(422);
    expect(answer.problem).toMatchObject({ status: 422 });
    expect(answer.problem.code).toMatch(/^[A-Z][A-Z_]+$/);
    expect(answer.problem.errors?.map((error) => error.path)).toContain(field);
  });

  it.each([
    ['a lone high surrogate', '{"text":"a\\ud800b"}'],
    ['a lone low surrogate', '{"text":"a\\udc00b"}'],
  ])('notes: %s', async (_what, text) => {
    expect((await member.raw('POST', path('notes'), text)).status).toBe(422);
  });

  it.each([
    ['a list', '[]'],
    ['a text', '"status"'],
    ['null', 'null'],
    ['a number', '5'],
  ])('%s instead of an object', async (_what, text) => {
    for (const route of ['status', 'notes', 'payments', 'undo'])
      expect((await member.raw('POST', path(route), text)).status).toBe(422);
  });

  it('leaves no trace', nothingChanged);
});
