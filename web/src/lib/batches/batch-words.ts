import type { StoredBatchChange } from '@parley/domain/batch.schema';
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

/** The button that confirms a batch: "Move 37 collaborations". */
export function verbFor(change: StoredBatchChange): string {
  switch (change.kind) {
    case 'status':
      return change.to === 'Cancelled' ? 'Cancel' : change.to === 'Completed' ? 'Complete' : 'Move';
    case 'tags':
      return 'Tag';
    case 'owner':
      return 'Assign';
    case 'delivery':
      return 'Update';
    case 'payment':
      return 'Pay';
    case 'note':
      return 'Note';
    case 'undo':
      return 'Take back';
    default:
      return change satisfies never;
  }
}

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
