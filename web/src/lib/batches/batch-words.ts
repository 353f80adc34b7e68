import type { StoredBatchChange } from '@parley/domain/batch.schema';
import type { Status } from '@parley/domain/statuses';
import type { BatchView, DryRunView } from '@parley/domain/batch-view';

/** A count with its noun: "1 collaboration", "1,240 collaborations". */
export function counted(count: number, noun: string, locale: string): string {
  return `${count.toLocaleString(locale)} ${noun}${count === 1 ? '' : 's'}`;
}

/** What a batch does, as a heading: "Move to Negotiating". */
export function changeInWords(change: StoredBatchChange): string {
  switch (change.kind) {
    case 'status':
      return change.to === 'Cancelled' ? 'Cancel' : `Move to ${change.to}`;
    case 'tags':
      return 'Change tags';
    case 'owner':
      return change.ownerId === null ? 'Take the owner away' : 'Assign an owner';
    case 'delivery':
      return `Set delivery to ${change.status}`;
    case 'payment':
      return 'Mark what is outstanding as paid';
    case 'note':
      return 'Add a note';
    case 'undo':
      return 'Take a batch back';
    default:
      return change satisfies never;
  }
}

/** The button that confirms a batch of so many: "Move 37 collaborations". */
export function confirmInWords(change: StoredBatchChange, count: number, locale: string): string {
  const these = counted(count, 'collaboration', locale);
  switch (change.kind) {
    case 'status':
      return `${FINAL_VERBS[change.to] ?? 'Move'} ${these}`;
    case 'tags':
      return `Tag the creators of ${these}`;
    case 'owner':
      return `Assign ${these}`;
    case 'delivery':
      return `Update ${these}`;
    case 'payment':
      return `Record ${counted(count, 'payment', locale)}`;
    case 'note':
      return `Add the note to ${these}`;
    case 'undo':
      return `Take back ${these}`;
    default:
      return change satisfies never;
  }
}
const FINAL_VERBS: Partial<Record<Status, string>> = { Cancelled: 'Cancel', Completed: 'Complete' };

/** "37 will change, 3 are so already, 1 cannot". Parts of nobody are left out. */
export function foreseenInWords(dry: DryRunView, locale: string): string {
  const cannot = dry.refused.reduce((sum, { count }) => sum + count, 0);
  const n = (count: number) => count.toLocaleString(locale);
  return [
    `${n(dry.wouldApply)} will change`,
    ...(dry.unchanged > 0
      ? [`${n(dry.unchanged)} ${dry.unchanged === 1 ? 'is' : 'are'} so already`]
      : []),
    ...(cannot > 0 ? [`${n(cannot)} cannot`] : []),
  ].join(', ');
}

/** Where a batch stands: "214 of 1,000", and at its end "Done: 996 changed, 3 so already, 1 refused". */
export function progressInWords(batch: BatchView, locale: string): string {
  const n = (count: number) => count.toLocaleString(locale);
  if (batch.finishedAt === null) {
    const words = { running: '', paused: 'Paused: ', cancelling: 'Cancelling: ' };
    const state =
      batch.state === 'paused' || batch.state === 'cancelling' ? batch.state : 'running';
    return `${words[state]}${n(batch.total - batch.pending)} of ${n(batch.total)}`;
  }
  const parts: [number, string][] = [
    [batch.applied, 'changed'],
    [batch.unchanged, 'so already'],
    [batch.refused, 'refused'],
    [batch.failed, 'failed'],
    [batch.cancelled, 'left as they were'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${n(count)} ${word}`);
  const head = batch.state === 'cancelled' ? 'Cancelled' : 'Done';
  return `${head}: ${said.join(', ') || 'nothing to do'}`;
}
