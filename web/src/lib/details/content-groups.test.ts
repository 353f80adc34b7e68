import { describe, expect, it } from 'vitest';
import type { ContentView } from '@parley/domain/view';
import { contentGroups } from './content-groups.ts';

const reel = { id: 'r', type: 'Reel', quantity: 2, requirements: null, dueOn: null, delivered: 1 };
const piece = (seq: number, deliverableId: string | null): ContentView => ({
  seq,
  url: 'https://x.test',
  title: null,
  deliverableId,
  at: '2026-11-23T10:00:00.000Z',
  by: { id: null, name: 'Ana', kind: 'creator' },
  review: { state: 'open', note: null },
});

describe('contentGroups', () => {
  it('puts content under its deliverable, newest first, and keeps what lost its deliverable', () => {
    const groups = contentGroups(
      [reel],
      [piece(2, 'r'), piece(3, 'gone'), piece(4, 'r'), piece(5, null)],
    );
    expect(groups.map(({ title, content }) => [title, content.map(({ seq }) => seq)])).toEqual([
      ['2 × Reel', [4, 2]],
      ['Other content', [5, 3]],
    ]);
  });

  it('shows a deliverable without content, and no group for the rest when there is none', () => {
    expect(contentGroups([reel], [])).toHaveLength(1);
  });
});
