import { describe, expect, it } from 'vitest';
import type { CommandContent } from '../src/commands.schema.ts';
import { decide } from '../src/decide.ts';
import { LIMITS } from '../src/limits.ts';
import { command, CREATE, given, moved } from './given.ts';

const to = (status: 'Pending' | 'Negotiating' | 'Fulfilling' | 'Completed'): CommandContent => ({
  name: 'changeStatus',
  body: { to: status },
});
const undo = (seq: number): CommandContent => ({ name: 'undo', body: { seq } });
const refusalOf = (contents: CommandContent[], seq: number) => {
  const decision = decide(given(CREATE, ...contents).state, command(undo(seq)));
  return decision.kind === 'refused' ? decision.refusal : decision.kind;
};

describe('taking back', () => {
  it('restores a status though other things changed since', () => {
    const { state } = given(CREATE, to('Negotiating'), { name: 'addNote', body: { text: 'Hi' } });
    const back = moved(state, undo(2));
    expect(back).toMatchObject({ version: 4, status: 'Pending', statusSince: state.createdAt });
  });

  it('says what came after when the same thing changed since', () => {
    expect(refusalOf([to('Negotiating'), to('Fulfilling')], 2)).toMatchObject({
      code: 'UNDO_UNSAFE',
      detail: 'Event 2 cannot be taken back: event 3 changed the status after it.',
    });
  });

  it('never takes back a move into a final status, nor what came before it', () => {
    expect(refusalOf([to('Negotiating'), to('Completed')], 3)).toMatchObject({
      code: 'UNDO_UNSAFE',
    });
    const terms: CommandContent = { name: 'editTerms', body: { conditions: 'Exclusive' } };
    expect(refusalOf([terms, to('Completed')], 2)).toMatchObject({
      detail: 'Event 2 cannot be taken back: the collaboration is Completed since.',
    });
  });

  it('takes a payment back also once it is final, and only once', () => {
    const payment: CommandContent = {
      name: 'recordPayment',
      body: { amountCents: 500, currency: 'EUR' },
    };
    const { state } = given(CREATE, payment, to('Completed'));
    const back = moved(state, undo(2));
    expect(back.payments).toEqual([]);
    expect(decide(back, command(undo(2)))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'UNDO_UNSAFE' },
    });
  });

  it('keeps a deliverable for which content came in', () => {
    const edit: CommandContent = { name: 'editTerms', body: { deliverables: [{ type: 'Reel' }] } };
    const { state } = given(CREATE, edit);
    const deliverableId = state.terms.deliverables[0]?.id;
    const next = moved(state, {
      name: 'deliverContent',
      body: { url: 'https://example.com/r', deliverableId },
    });
    expect(decide(next, command(undo(2)))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'UNDO_UNSAFE' },
    });
  });

  it('restores content and its review', () => {
    const { state } = given(CREATE, {
      name: 'deliverContent',
      body: { url: 'https://example.com/r' },
    });
    const reviewed = moved(state, { name: 'reviewContent', body: { seq: 2, state: 'accepted' } });
    expect(decide(reviewed, command(undo(2)))).toMatchObject({ kind: 'refused' });
    const open = moved(reviewed, undo(3));
    expect(open.content[0]?.review.state).toBe('open');
    expect(moved(state, undo(2)).content).toEqual([]);
  });

  it('does not count the negotiation back past a later move', () => {
    const { state } = given(CREATE, to('Negotiating'), {
      name: 'addNote',
      body: { text: 'Yes', contact: true },
    });
    expect(moved(state, undo(2)).movedAt).toBe(state.movedAt);
  });

  it('forgets the oldest beyond its bounds and never refuses a change for them', () => {
    const notes = Array.from({ length: 30 }, (): CommandContent => ({
      name: 'addNote',
      body: { text: 'n' },
    }));
    const { state } = given(CREATE, to('Negotiating'), ...notes);
    expect(state.undo).toHaveLength(LIMITS.undoEntries);
    expect(refusalOf([to('Negotiating'), ...notes], 2)).toMatchObject({ code: 'UNDO_UNSAFE' });
    const long = '€'.repeat(LIMITS.conditionsChars - 1);
    const edits = ['a', 'b', 'c', 'd'].map((end): CommandContent => ({
      name: 'editTerms',
      body: { conditions: long + end },
    }));
    expect(
      new TextEncoder().encode(JSON.stringify(given(CREATE, ...edits).state.undo)).length,
    ).toBeLessThanOrEqual(LIMITS.undoBytes);
  });
});
