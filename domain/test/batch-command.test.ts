import { describe, expect, it } from 'vitest';
import { batchCommand } from '../src/batch-command.ts';
import { decide } from '../src/decide.ts';
import { evolve } from '../src/evolve.ts';
import type { CollaborationState } from '../src/state.schema.ts';

const ID = '01920000-0000-7000-8000-000000000001';
const at = '2026-11-01T10:00:00.000Z';
const frame = { commandId: ID, actor: { kind: 'member', id: ID }, at } as const;

function made(terms: object = {}): CollaborationState {
  const body = { id: ID, campaignId: ID, creatorId: ID, ownerId: null, terms };
  const decision = decide(null, { ...frame, name: 'create', body });
  if (decision.kind !== 'event') throw new Error(JSON.stringify(decision));
  return evolve(null, decision.event);
}

describe('what a batch asks of one collaboration', () => {
  it('is the command that a person would send', () => {
    const state = made();
    expect(batchCommand({ kind: 'status', to: 'Fulfilling' }, state, null)).toEqual({
      name: 'changeStatus',
      body: { to: 'Fulfilling', reason: undefined },
    });
    expect(batchCommand({ kind: 'owner', ownerId: ID }, state, null)?.name).toBe('assignOwner');
    expect(batchCommand({ kind: 'note', text: 'x' }, state, null)?.name).toBe('addNote');
  });

  it('is the row’s own shipment before what is common to all', () => {
    const change = { kind: 'delivery', status: 'In Transit', carrier: 'DHL' } as const;
    const own = { shipment: { trackingNumber: '42' } };
    expect(batchCommand(change, made(), own)?.body).toMatchObject({
      carrier: 'DHL',
      trackingNumber: '42',
    });
    expect(
      batchCommand(change, made(), { shipment: { carrier: 'UPS', trackingNumber: '1' } })?.body,
    ).toMatchObject({ carrier: 'UPS' });
  });

  it('pays what is outstanding, and nothing where nothing is', () => {
    const agreed = made({ compensation: { amountCents: 900, currency: 'EUR' } });
    const pay = { kind: 'payment', method: 'Bank' } as const;
    expect(batchCommand(pay, agreed, null)?.body).toMatchObject({
      amountCents: 900,
      currency: 'EUR',
      method: 'Bank',
    });
    expect(batchCommand(pay, made(), null)).toBeNull();
  });

  it('takes back the row’s own event, or nothing', () => {
    expect(batchCommand({ kind: 'undo' }, made(), { seq: 3 })).toEqual({
      name: 'undo',
      body: { seq: 3 },
    });
    expect(batchCommand({ kind: 'undo' }, made(), null)).toBeNull();
  });
});
