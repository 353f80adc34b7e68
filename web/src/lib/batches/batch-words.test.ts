import type { BatchView } from '@parley/domain/batch-view';
import { describe, expect, it } from 'vitest';
import { confirmInWords, counted, foreseenInWords, progressInWords } from './batch-words.ts';

const batch: BatchView = {
  id: 'b',
  state: 'running',
  change: { kind: 'note', text: 'x' },
  ...{ total: 1_000, applied: 200, unchanged: 10, refused: 4, failed: 0, cancelled: 0 },
  pending: 786,
  by: { id: null, name: 'Mia', kind: 'member' },
  undoOf: null,
  retryOf: null,
  createdAt: '2026-11-23T10:00:00.000Z',
  finishedAt: null,
};

describe('a dry run', () => {
  const dry = { total: 41, wouldApply: 37, unchanged: 3, amounts: [], selectionId: 's' };
  it('says what will change, what is so already and what cannot', () => {
    const reasons = [{ detail: 'Final.', count: 1 }];
    const refused = [{ code: 'TRANSITION_NOT_ALLOWED', count: 1, detail: 'Final.', reasons }];
    expect(foreseenInWords({ ...dry, refused }, 'en')).toBe(
      '37 will change, 3 are so already, 1 cannot',
    );
  });
  it('leaves out what concerns nobody', () => {
    expect(foreseenInWords({ ...dry, unchanged: 0, refused: [] }, 'en')).toBe('37 will change');
  });
});

describe('a count', () => {
  it('is of one or of several, as the progress card is labelled', () => {
    expect(counted(1, 'collaboration', 'en')).toBe('1 collaboration');
    expect([0, 2, 1_240].map((count) => counted(count, 'collaboration', 'en'))).toEqual([
      '0 collaborations',
      '2 collaborations',
      '1,240 collaborations',
    ]);
  });
  it('says so on the button too', () => {
    expect(confirmInWords(batch.change, 1, 'en')).toBe('Add the note to 1 collaboration');
    expect(confirmInWords({ kind: 'payment' }, 1, 'en')).toBe('Record 1 payment');
    expect(confirmInWords({ kind: 'payment' }, 3, 'en')).toBe('Record 3 payments');
  });
});

describe('progress', () => {
  it('counts rows with an outcome while it runs', () => {
    expect(progressInWords(batch, 'en')).toBe('214 of 1,000');
    expect(progressInWords({ ...batch, state: 'paused' }, 'en')).toBe('Paused: 214 of 1,000');
  });
  it('sums the outcomes up at the end', () => {
    const done = { ...batch, state: 'completed', pending: 0, applied: 986 } as const;
    expect(progressInWords({ ...done, finishedAt: batch.createdAt }, 'en')).toBe(
      'Done: 986 changed, 10 so already, 4 refused',
    );
  });
});
