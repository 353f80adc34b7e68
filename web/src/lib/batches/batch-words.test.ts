import type { BatchView } from '@parley/domain/batch-view';
import { describe, expect, it } from 'vitest';
import { foreseenInWords, progressInWords } from './batch-words.ts';

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
