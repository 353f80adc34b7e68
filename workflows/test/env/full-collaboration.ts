import type { CollaborationInput } from '../../src/collaboration/carried.schema.ts';
import { CARRY } from '../../src/collaboration/limits.ts';
import { Held } from '../collaboration/made.ts';

const FACES = (units: number) => '😀'.repeat(units / 2);
const HASH = 'f'.repeat(64);

/** A collaboration that fills every limit with characters of four bytes, through its own messages. */
export function fullCollaboration(): CollaborationInput {
  const held = new Held();
  held.create();
  fillState(held);
  const carried = held.entity.carried('2026-11-23T12:00:00.000Z');
  const filled = new Held({ ...carried, ...fullMemory(held), outbox: [], outboxOutcomes: [] });
  fillOutbox(filled);
  return filled.entity.carried('2026-11-23T12:00:00.000Z');
}

function fillState(held: Held): void {
  const known = () => ({ known: held.entity.version });
  held.entity.receive('editTerms', [{ conditions: FACES(20_000), ...known() }], 'update');
  const reference = FACES(500);
  for (let n = 0; n < 500; n += 1) {
    const payment = {
      amountCents: 1_000_000_000_000,
      currency: 'EUR',
      method: reference,
      reference,
    };
    const answer = held.entity.receive('recordPayment', [{ ...payment, ...known() }], 'update');
    if (answer.kind !== 'applied') break;
  }
  // Smaller ones until not even those fit.
  for (let n = 0; n < 500; n += 1) {
    const answer = held.entity.receive(
      'recordPayment',
      [{ amountCents: 1, currency: 'EUR', ...known() }],
      'update',
    );
    if (answer.kind !== 'applied') break;
  }
}

function fullMemory(held: Held): Pick<CollaborationInput, 'applied' | 'refused'> {
  const hash = HASH.slice(0, CARRY.hashChars);
  const applied = Array.from({ length: CARRY.applied }, (_, n): [string, number, string] => [
    held.newId(),
    n + 1,
    hash,
  ]);
  const detail = FACES(CARRY.detailChars);
  const refused = Array.from({ length: CARRY.refused }, (): [string, string, string, string] => [
    held.newId(),
    'TRANSITION_NOT_ALLOWED',
    detail,
    hash,
  ]);
  return { applied, refused };
}

/** Signals of notes until they are postponed, then refusals with their records until they are given up. */
function fillOutbox(held: Held): void {
  const text = FACES(10_000);
  for (let n = 0; n < 100; n += 1) {
    if (held.entity.receive('addNote', [{ text }], 'signal').kind !== 'applied') break;
  }
  for (let n = 0; n < 300; n += 1)
    held.entity.receive('addNote', [{ nonsense: FACES(900) }], 'signal');
}
