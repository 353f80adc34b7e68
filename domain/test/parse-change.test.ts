import { describe, expect, it } from 'vitest';
import type { ChangeName } from '../src/commands.schema.ts';
import { LIMITS } from '../src/limits.ts';
import { parseChange } from '../src/parse-change.ts';

const paths = (name: ChangeName, argument: unknown) => {
  const parsed = parseChange(name, argument);
  return parsed.ok ? 'ok' : parsed.issues.map((issue) => issue.path);
};
const payment = { amountCents: 100, currency: 'EUR' };

describe('what a change takes', () => {
  it.each<[ChangeName, unknown]>([
    ['changeStatus', { to: 'Negotiating' }],
    ['changeStatus', { to: 'Cancelled', reason: '  because  ' }],
    ['recordPayment', { ...payment, paidOn: '2024-02-29' }],
    ['deliverContent', { url: 'https://example.com/ä?x=1#y' }],
    ['addNote', { text: 'tab\tand\nnewline' }],
    ['addNote', { text: '🎬'.repeat(LIMITS.noteChars / 2) }],
    ['editTerms', { shipsProduct: false }],
    ['assignOwner', { ownerId: null }],
    ['snoozeReminder', { until: '2026-12-01T10:00:00+02:00' }],
  ])('%s takes %o', (name, argument) => expect(paths(name, argument)).toBe('ok'));

  it.each<[ChangeName, unknown, string[]]>([
    ['changeStatus', { to: 'Done' }, ['to']],
    ['changeStatus', { to: 'Pending', extra: 1 }, ['extra']],
    ['changeStatus', { to: 'Cancelled', reason: ' ' }, ['reason']],
    ['changeStatus', [], ['']],
    ['changeStatus', 'Pending', ['']],
    ['changeStatus', null, ['']],
    ['recordPayment', { ...payment, amountCents: 0 }, ['amountCents']],
    ['recordPayment', { ...payment, amountCents: 1.5 }, ['amountCents']],
    ['recordPayment', { ...payment, amountCents: -5 }, ['amountCents']],
    ['recordPayment', { ...payment, amountCents: LIMITS.amountCents + 1 }, ['amountCents']],
    ['recordPayment', { ...payment, currency: 'EURO' }, ['currency']],
    ['recordPayment', { ...payment, paidOn: '2026-02-29' }, ['paidOn']],
    ['recordPayment', { ...payment, paidOn: '2026-1-1' }, ['paidOn']],
    ['deliverContent', { url: 'ftp://example.com' }, ['url']],
    ['deliverContent', { url: 'example.com' }, ['url']],
    ['deliverContent', { url: `https://example.com/${'a'.repeat(LIMITS.urlChars)}` }, ['url']],
    ['addNote', { text: 'bell\u0007' }, ['text']],
    ['addNote', { text: 'lone \ud800' }, ['text']],
    ['addNote', { text: 'a'.repeat(LIMITS.noteChars + 1) }, ['text']],
    ['addNote', {}, ['text']],
    ['editTerms', {}, ['']],
    [
      'editTerms',
      { deliverables: Array.from({ length: 51 }, () => ({ type: 'Reel' })) },
      ['deliverables'],
    ],
    ['editTerms', { deliverables: [{ type: 'Reel', quantity: 0 }] }, ['deliverables.0.quantity']],
    [
      'editTerms',
      { compensation: { commissionPercent: 12.345 } },
      ['compensation.commissionPercent'],
    ],
    ['assignOwner', {}, ['ownerId']],
    ['assignOwner', { ownerId: 'me' }, ['ownerId']],
    ['snoozeReminder', { until: '2026-02-30T00:00:00Z' }, ['until']],
    ['snoozeReminder', { until: 'tomorrow' }, ['until']],
    ['undo', { seq: 0 }, ['seq']],
    ['changeStatus', { to: 'Pending', commandId: 'x' }, ['commandId']],
  ])('%s refuses %o', (name, argument, expected) =>
    expect(paths(name, argument)).toEqual(expected),
  );

  it('tidies texts, instants and ids', () => {
    expect(parseChange('addNote', { text: ' a\r\nb ' })).toMatchObject({
      content: { body: { text: 'a\nb' } },
    });
    expect(parseChange('snoozeReminder', { until: '2026-12-01T10:00:00+02:00' })).toMatchObject({
      content: { body: { until: '2026-12-01T08:00:00.000Z' } },
    });
    expect(
      parseChange('assignOwner', { ownerId: '01900000-0000-7000-8000-00000000A44A' }),
    ).toMatchObject({
      content: { body: { ownerId: '01900000-0000-7000-8000-00000000a44a' } },
    });
  });

  it('reads what travels with the body apart from it', () => {
    const parsed = parseChange('undo', { seq: 3, known: 7, actor: { name: 'Zoe' } });
    expect(parsed).toMatchObject({
      content: { body: { seq: 3 } },
      meta: { known: 7, actor: { kind: 'operator' } },
    });
  });
});
