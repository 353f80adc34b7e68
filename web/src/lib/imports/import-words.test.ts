import type { ImportView } from '@parley/domain/imports/import-view';
import { describe, expect, it } from 'vitest';
import { countWords, fileWords, forecast } from './import-words.ts';

const VIEW: ImportView = {
  id: '01900000-0000-7000-8000-000000000001',
  kind: 'creators',
  name: 'people.csv',
  state: 'ready',
  encoding: 'UTF-8',
  delimiter: ';',
  columns: [{ name: 'Name', field: 'name', label: 'Name' }],
  missing: [],
  duplicates: 'skip',
  createCreators: false,
  total: 300,
  invalid: 7,
  existing: 3,
  done: 0,
  created: 0,
  updated: 0,
  skipped: 0,
  refused: 0,
  pending: 300,
  failure: null,
  createdBy: { id: '01900000-0000-7000-8000-000000000002', name: 'Ada' },
  createdAt: '2026-11-23T09:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  preview: [],
};

describe('the words of an import', () => {
  it('say how the file was understood', () => {
    expect(fileWords(VIEW, String)).toBe('1 column, 300 rows, separated by semicolons, UTF-8');
  });

  it('say what will happen', () => {
    expect(forecast(VIEW, String)).toBe(
      '290 will be created, 3 skipped as known, 7 left out with errors.',
    );
    expect(forecast({ ...VIEW, duplicates: 'update', invalid: 0 }, String)).toBe(
      '297 will be created, 3 updated.',
    );
    expect(forecast({ ...VIEW, kind: 'collaborations' }, String)).toContain(
      'skipped as open already',
    );
  });

  it('say what was done', () => {
    expect(countWords(VIEW, String)).toBe('nothing yet');
    expect(countWords({ ...VIEW, created: 2, refused: 1 }, String)).toBe(
      '2 created, 1 with errors',
    );
  });
});
