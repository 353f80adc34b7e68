import { describe, expect, it } from 'vitest';
import type { EventContent } from '@parley/domain/events.schema';
import type { EventView } from '@parley/domain/view';
import { joinEvents, takenBack, undoable } from './timeline.ts';

const frame = (seq: number) => ({
  seq,
  at: `2026-11-2${seq}T10:00:00.000Z`,
  actor: { id: null, name: 'Mia', kind: 'member' as const },
  commandId: `c${seq}`,
});
const at = (seq: number, content: EventContent): EventView => ({ ...frame(seq), ...content });
const status = (to: 'Negotiating' | 'Fulfilling' | 'Completed'): EventContent => ({
  type: 'StatusChanged',
  data: { from: 'Pending', to, reason: null },
});
const owner: EventContent = { type: 'OwnerAssigned', data: { from: null, ownerId: 'm' } };

describe('undoable', () => {
  it('offers the last entry of each thing only', () => {
    const events = [at(4, status('Fulfilling')), at(3, owner), at(2, status('Negotiating'))];
    expect([...undoable(events, 'Fulfilling')]).toEqual([4, 3]);
  });

  it('offers nothing of what was taken back, nor what it changed before', () => {
    const events = [
      at(4, { type: 'Undone', data: { seq: 3 } }),
      at(3, status('Fulfilling')),
      at(2, status('Negotiating')),
    ];
    expect([...undoable(events, 'Negotiating')]).toEqual([]);
    expect([...takenBack(events)]).toEqual([3]);
  });

  it('never offers a final step', () => {
    expect([...undoable([at(2, status('Completed'))], 'Completed')]).toEqual([]);
  });

  it('offers notes, and nothing of status and terms once it is closed', () => {
    const note: EventContent = { type: 'NoteAdded', data: { text: 'Hi', contact: false } };
    const terms: EventContent = { type: 'TermsChanged', data: { conditions: 'x' } };
    const events = [at(5, status('Completed')), at(4, note), at(3, terms), at(2, owner)];
    expect([...undoable(events, 'Completed')]).toEqual([4, 2]);
  });

  it('offers no more than the workflow keeps', () => {
    const note: EventContent = { type: 'NoteAdded', data: { text: 'Hi', contact: false } };
    const events = Array.from({ length: 30 }, (_, index) => ({ ...at(1, note), seq: 40 - index }));
    expect([...undoable(events, 'Pending')]).toHaveLength(20);
  });

  it('offers no content that was reviewed since', () => {
    const events = [
      at(3, { type: 'ContentReviewed', data: { seq: 2, state: 'accepted', note: null } }),
      at(2, {
        type: 'ContentDelivered',
        data: { url: 'https://x.test/a', title: null, deliverableId: null },
      }),
    ];
    expect([...undoable(events, 'Fulfilling')]).toEqual([3]);
  });
});

describe('joinEvents', () => {
  it('is newest first and shows each entry once', () => {
    const joined = joinEvents(
      [at(3, owner), at(2, owner)],
      [at(4, owner), at(3, status('Fulfilling'))],
    );
    expect(joined.map(({ seq, type }) => [seq, type])).toEqual([
      [4, 'OwnerAssigned'],
      [3, 'StatusChanged'],
      [2, 'OwnerAssigned'],
    ]);
  });
});
