import type { ImportKind } from '@parley/domain/imports/import-fields';
import type { ImportState } from '@parley/domain/imports/import-states';
import type { ImportView } from '@parley/domain/imports/import-view';

export const STATE_WORDS: Readonly<Record<ImportState, string>> = {
  ready: 'Not started',
  running: 'Importing',
  paused: 'Paused',
  cancelling: 'Cancelling',
  completed: 'Completed',
  cancelled: 'Cancelled',
  failed: 'Stopped',
};

export const KIND_WORDS: Readonly<Record<ImportKind, string>> = {
  creators: 'Creators',
  collaborations: 'Collaborations',
};

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** How the file was understood: "12 columns, 300 rows, separated by semicolons, UTF-8". */
export function fileWords(
  { columns, total, delimiter, encoding }: ImportView,
  count: (n: number) => string,
): string {
  const many = (n: number, word: string) => `${count(n)} ${word}${n === 1 ? '' : 's'}`;
  const separated = `separated by ${DELIMITER_WORDS[delimiter] ?? delimiter}`;
  return [many(columns.length, 'column'), many(total, 'row'), separated, encoding].join(', ');
}

/** What will happen when it is started, in one sentence. */
export function forecast(view: ImportView, count: (n: number) => string): string {
  const { total, invalid, existing, duplicates, kind } = view;
  const fresh = total - invalid - existing;
  const updates = kind === 'creators' && duplicates === 'update';
  const known =
    kind === 'creators' ? (updates ? 'updated' : 'skipped as known') : 'skipped as open already';
  const parts = [`${count(fresh)} will be created`];
  if (existing > 0) parts.push(`${count(existing)} ${known}`);
  if (invalid > 0) parts.push(`${count(invalid)} left out with errors`);
  return `${parts.join(', ')}.`;
}

/** What was done so far, without what did not occur. */
export function countWords(view: ImportView, count: (n: number) => string): string {
  const parts = (['created', 'updated', 'skipped', 'refused'] as const)
    .filter((outcome) => view[outcome] > 0)
    .map((outcome) => `${count(view[outcome])} ${outcome === 'refused' ? 'with errors' : outcome}`);
  return parts.length > 0 ? parts.join(', ') : 'nothing yet';
}
