import { describe, expect, it } from 'vitest';
import type { ChangeBody } from '../src/commands.schema.ts';
import { decide } from '../src/decide.ts';
import { compensationKind } from '../src/money.ts';
import { command, CREATE, given, moved, verdict } from './given.ts';

const edit = (body: ChangeBody<'editTerms'>) => ({ name: 'editTerms', body }) as const;

describe('editing terms', () => {
  it('changes only the fields that are said', () => {
    const { state } = given(
      CREATE,
      edit({ conditions: 'Exclusive', timeline: { dueOn: '2026-04-01' } }),
    );
    const next = moved(state, edit({ timeline: { startsOn: '2026-03-01' } }));
    expect(next.terms).toMatchObject({
      conditions: 'Exclusive',
      timeline: { startsOn: '2026-03-01', dueOn: '2026-04-01' },
    });
    expect(moved(next, edit({ conditions: null })).terms.conditions).toBeNull();
  });

  it('is one event that names what differs, or none where nothing does', () => {
    const { state, events } = given(CREATE, edit({ conditions: 'Exclusive', deliverables: [] }));
    expect(events.at(-1)).toMatchObject({
      type: 'TermsChanged',
      data: { conditions: 'Exclusive' },
    });
    expect(Object.keys(events.at(-1)?.data ?? {})).toEqual(['conditions']);
    expect(verdict(decide(state, command(edit({ conditions: 'Exclusive' }))))).toBe('unchanged');
  });

  it('takes deliverables as the whole list by id', () => {
    const { state } = given(
      CREATE,
      edit({ deliverables: [{ type: 'Reel', quantity: 2 }, { type: 'Story' }] }),
    );
    const [reel, story] = state.terms.deliverables;
    const next = moved(
      state,
      edit({ deliverables: [{ id: story?.id, type: 'Story set' }, { type: 'Post' }] }),
    );
    expect(next.terms.deliverables.map((item) => item.type)).toEqual(['Story set', 'Post']);
    expect(next.terms.deliverables[0]?.id).toBe(story?.id);
    expect(new Set([reel?.id, ...next.terms.deliverables.map((item) => item.id)]).size).toBe(3);
  });

  it('gives new deliverables ids that are UUIDv7', () => {
    const { state } = given(CREATE, edit({ deliverables: [{ type: 'Reel' }] }));
    expect(state.terms.deliverables[0]?.id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it.each([
    [
      'an unknown deliverable',
      edit({
        deliverables: [{ id: CREATE.name === 'create' ? CREATE.body.id : '', type: 'Reel' }],
      }),
      'DELIVERABLE_NOT_FOUND',
    ],
    ['an amount without currency', edit({ compensation: { amountCents: 5 } }), 'CURRENCY_REQUIRED'],
    [
      'an end before the start',
      edit({ timeline: { startsOn: '2026-05-01', dueOn: '2026-04-01' } }),
      'DATES_OUT_OF_ORDER',
    ],
  ])('refuses %s', (_what, content, code) => {
    expect(verdict(decide(given(CREATE).state, command(content)))).toBe(code);
  });

  it('starts a shipment, and drops it while it is pending alone', () => {
    const shipping = moved(given(CREATE).state, edit({ shipsProduct: true }));
    expect(shipping.delivery?.status).toBe('Pending');
    expect(moved(shipping, edit({ shipsProduct: false })).delivery).toBeNull();
    const sent = moved(shipping, { name: 'updateDelivery', body: { status: 'In Transit' } });
    expect(verdict(decide(sent, command(edit({ shipsProduct: false }))))).toBe(
      'SHIPMENT_UNDER_WAY',
    );
  });

  it('computes the kind of compensation', () => {
    const nothing = { amountCents: null, currency: null, commissionPercent: null, product: null };
    expect(compensationKind(nothing)).toBe('none');
    expect(compensationKind({ ...nothing, amountCents: 1, currency: 'EUR' })).toBe('fixed');
    expect(compensationKind({ ...nothing, commissionPercent: 10 })).toBe('commission');
    expect(compensationKind({ ...nothing, product: 'Shoes' })).toBe('product');
    expect(compensationKind({ ...nothing, product: 'Shoes', commissionPercent: 10 })).toBe('mix');
  });
});

describe('If-Match', () => {
  const { state } = given(
    CREATE,
    { name: 'changeStatus', body: { to: 'Negotiating' } },
    edit({ conditions: 'Exclusive' }),
  );
  const sees = (expectedVersion: number) => ({ expectedVersion });

  it('refuses a change of the same thing since', () => {
    expect(
      verdict(
        decide(state, command({ name: 'changeStatus', body: { to: 'Fulfilling' } }, sees(1))),
      ),
    ).toBe('VERSION_CONFLICT');
    expect(verdict(decide(state, command(edit({ conditions: 'Other' }), sees(2))))).toBe(
      'VERSION_CONFLICT',
    );
  });

  it('lets a change of another thing through', () => {
    expect(
      verdict(
        decide(state, command({ name: 'changeStatus', body: { to: 'Fulfilling' } }, sees(2))),
      ),
    ).toBe('StatusChanged');
    expect(
      verdict(decide(state, command(edit({ timeline: { dueOn: '2026-05-01' } }), sees(1)))),
    ).toBe('TermsChanged');
    expect(
      verdict(decide(state, command({ name: 'addNote', body: { text: 'Hi' } }, sees(1)))),
    ).toBe('NoteAdded');
  });

  it('refuses a version that does not exist', () => {
    expect(
      verdict(decide(state, command({ name: 'addNote', body: { text: 'Hi' } }, sees(4)))),
    ).toBe('VERSION_CONFLICT');
  });
});
