import { describe, expect, test } from 'vitest';
import { Held, NOON } from './made.ts';

const NEGOTIATE = { to: 'Negotiating' };

function created(): Held {
  const held = new Held();
  held.create();
  return held;
}

describe('what came before', () => {
  test('the same command again is answered as the first time and changes nothing', () => {
    const held = created();
    const commandId = held.newId();
    const first = held.entity.receive(
      'changeStatus',
      [{ ...NEGOTIATE, commandId, known: 1 }],
      'update',
    );
    const again = held
      .continuedAsNew()
      .entity.receive('changeStatus', [{ ...NEGOTIATE, commandId, known: 1 }], 'update');
    expect(first).toMatchObject({ kind: 'applied', seq: 2, version: 2 });
    expect(again).toEqual(first);
  });

  test('another body, or another change, under the same id is refused', () => {
    const held = created();
    const commandId = held.newId();
    held.entity.receive('changeStatus', [{ ...NEGOTIATE, commandId, known: 1 }], 'update');
    for (const next of [held, held.continuedAsNew()]) {
      const other = next.entity.receive(
        'changeStatus',
        [{ to: 'Fulfilling', commandId, known: 2 }],
        'update',
      );
      expect(other).toMatchObject({ kind: 'refused', code: 'COMMAND_ID_REUSED', version: 2 });
      const note = next.entity.receive(
        'addNote',
        [{ text: 'hello', commandId, known: 2 }],
        'update',
      );
      expect(note).toMatchObject({ kind: 'refused', code: 'COMMAND_ID_REUSED', version: 2 });
    }
  });

  test('an id reused by a signal is recorded under another id, for the used one has its row', () => {
    const held = created();
    const commandId = held.newId();
    held.entity.receive('changeStatus', [{ ...NEGOTIATE, commandId, known: 1 }], 'update');
    held.entity.receive('changeStatus', [{ to: 'Fulfilling', commandId }], 'signal');
    const [outcome] = held.entity.outbox.parcel().outcomes;
    expect(outcome).toMatchObject({
      outcome: 'refused',
      code: 'COMMAND_ID_REUSED',
      record: { payload: { to: 'Fulfilling' } },
    });
    expect(outcome?.commandId).not.toBe(commandId);
  });

  test('a refusal is remembered too: what was refused once stays refused', () => {
    const held = created();
    const commandId = held.newId();
    const argument = { status: 'In Transit', commandId, known: 1 };
    const first = held.entity.receive('updateDelivery', [argument], 'update');
    expect(first).toMatchObject({ kind: 'refused', code: 'NO_SHIPMENT' });
    held.entity.receive('editTerms', [{ shipsProduct: true, known: 1 }], 'update');
    const again = held
      .continuedAsNew()
      .entity.receive('updateDelivery', [{ ...argument, known: 2 }], 'update');
    expect(again).toMatchObject({ kind: 'refused', code: 'NO_SHIPMENT' });
  });
});

describe('what the caller knows', () => {
  test('a workflow older than the row changes nothing and says so, also for what it remembers', () => {
    const held = created();
    const commandId = held.newId();
    held.entity.receive('changeStatus', [{ ...NEGOTIATE, commandId, known: 1 }], 'update');
    const before = held.entity.stateHash;
    expect(held.entity.receive('addNote', [{ text: 'x', known: 3 }], 'update')).toEqual({
      kind: 'behind',
      version: 2,
    });
    const remembered = held.entity.receive(
      'changeStatus',
      [{ ...NEGOTIATE, commandId, known: 3 }],
      'update',
    );
    expect(remembered).toEqual({ kind: 'behind', version: 2 });
    expect(held.entity.stateHash).toBe(before);
    expect(new Held().entity.receive('addNote', [{ text: 'x', known: 1 }], 'update')).toEqual({
      kind: 'behind',
      version: 0,
    });
  });

  test('the answer carries every event after the known version, those of others too', () => {
    const held = created();
    held.entity.receive('addNote', [{ text: 'by nobody yet projected', known: 1 }], 'update');
    held.entity.receive('addNote', [{ text: 'by a signal' }], 'signal');
    const answer = held.entity.receive('changeStatus', [{ ...NEGOTIATE, known: 1 }], 'update');
    expect(answer).toMatchObject({
      kind: 'applied',
      seq: 4,
      version: 4,
      events: [{ seq: 2 }, { seq: 3 }, { seq: 4 }],
    });
  });

  test('events up to a known version are dropped; nothing else is', () => {
    const held = created();
    held.entity.receive('addNote', [{ text: 'one', known: 1 }], 'update');
    held.entity.receive('addNote', [{ text: 'two', known: 2 }], 'update');
    expect(held.entity.outbox.parcel().events.map(({ seq }) => seq)).toEqual([3]);
    expect(held.entity.outbox.needsProjection()).toBe(false);
  });

  test('without known the answer has its own event alone, and the workflow projects all that waits', () => {
    const held = created();
    const answer = held.entity.receive('changeStatus', [NEGOTIATE], 'update');
    expect(answer).toMatchObject({ kind: 'applied', seq: 2, events: [{ seq: 2 }] });
    expect(held.entity.outbox.needsProjection()).toBe(true);
    expect(held.entity.outbox.parcel().events.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});

describe('what an operator leaves out', () => {
  test('id, actor and time are made', () => {
    const held = created();
    held.entity.receive('changeStatus', [NEGOTIATE], 'signal');
    const event = held.entity.outbox.parcel().events.at(-1);
    expect(event).toMatchObject({ actor: { kind: 'operator', id: null }, at: NOON });
    expect(event?.commandId).toMatch(/^[0-9a-f-]{14}7/);
  });

  test('a time ahead of the workflow is now, one before the last event is the last event', () => {
    const held = created();
    const at = (text: string) => held.entity.receive('addNote', [{ text, at: text }], 'update');
    expect(at('2030-01-01T00:00:00Z')).toMatchObject({ events: [{ at: NOON }] });
    expect(at('2020-01-01T00:00:00Z')).toMatchObject({ events: [{ at: NOON }] });
    held.now += 60_000;
    expect(at('2026-11-23T12:00:30Z')).toMatchObject({
      events: [{ at: '2026-11-23T12:00:30.000Z' }],
    });
  });

  test('a name in the actor is read and dropped', () => {
    const held = created();
    const id = held.newId();
    held.entity.receive(
      'addNote',
      [{ text: 'x', actor: { kind: 'member', id, name: 'Ada' } }],
      'signal',
    );
    expect(JSON.stringify(held.entity.carried(null))).not.toContain('Ada');
    expect(held.entity.outbox.parcel().events.at(-1)?.actor).toEqual({ kind: 'member', id });
  });
});

describe('bad messages', () => {
  test.each([
    ['no argument', []],
    ['null', [null]],
    ['a text', ['Negotiating']],
    ['a list', [['Negotiating']]],
    ['an unknown status', [{ to: 'Nonsense' }]],
    ['an unknown field', [{ to: 'Negotiating', foo: 1 }]],
    ['two arguments', [{ to: 'Negotiating' }, {}]],
    ['a wrong commandId', [{ to: 'Negotiating', commandId: 'mine' }]],
    ['bytes', [new Uint8Array([1])]],
  ])('%s is refused and recorded, and changes nothing', (_what, args) => {
    const held = created();
    for (const channel of ['signal', 'update'] as const) {
      const answer = held.entity.receive('changeStatus', args, channel);
      expect(answer).toMatchObject({ kind: 'refused', code: 'INVALID', version: 1, events: [] });
    }
    const { outcomes } = held.entity.outbox.parcel();
    expect(outcomes).toHaveLength(2);
    expect(outcomes[0]).toMatchObject({
      outcome: 'refused',
      code: 'INVALID',
      version: 1,
      record: { name: 'changeStatus', source: 'temporal' },
    });
    expect(held.entity.outbox.needsProjection()).toBe(true);
    expect(held.entity.version).toBe(1);
  });

  test('before create there is nothing to change', () => {
    const held = new Held();
    expect(held.entity.receive('changeStatus', [NEGOTIATE], 'signal')).toMatchObject({
      kind: 'refused',
      code: 'NOT_CREATED',
    });
    held.create();
    expect(held.create({ commandId: held.newId() })).toMatchObject({
      kind: 'refused',
      code: 'ALREADY_EXISTS',
    });
  });
});

describe('a database that is away', () => {
  test('changes are postponed, not refused for good, once too much waits', () => {
    const held = created();
    const text = '😀'.repeat(5_000);
    let sent = 0;
    let answer = held.entity.receive('addNote', [{ text }], 'signal');
    while (answer.kind === 'applied' && sent < 100) {
      sent += 1;
      answer = held.entity.receive('addNote', [{ text }], 'signal');
    }
    expect(answer).toMatchObject({ kind: 'refused', code: 'PROJECTION_BEHIND' });
    expect(sent).toBeGreaterThan(5);

    const commandId = held.newId();
    const late = { text, commandId, known: 1 };
    expect(held.entity.receive('addNote', [late], 'update')).toMatchObject({
      code: 'PROJECTION_BEHIND',
    });
    // The database is back: what waited is stored, and the very same command goes through.
    held.entity.outbox.settle(held.entity.outbox.parcel(), held.entity.version);
    const known = held.entity.version;
    expect(held.entity.receive('addNote', [{ ...late, known }], 'update')).toMatchObject({
      kind: 'applied',
    });
  });

  test('events whose callers never came back are taken over when they fill the outbox', () => {
    const held = created();
    const note = { text: '😀'.repeat(5_000), known: 1 };
    for (let n = 0; n < 40; n += 1) held.entity.receive('addNote', [note], 'update');
    expect(held.entity.outbox.needsProjection()).toBe(true);
  });
});
