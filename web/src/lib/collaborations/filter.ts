import type { CollaborationRow } from '@parley/domain/view';
import type { ListQuery } from './query.ts';

/** Whether a row belongs to what the query selects, its status aside. `now` in milliseconds. */
export function matchesBesideStatus(row: CollaborationRow, query: ListQuery, now: number): boolean {
  return (
    isIn(query.campaign, row.campaign.id) &&
    isIn(query.creator, row.creator.id) &&
    isIn(query.owner, row.owner?.id ?? 'none') &&
    isIn(query.delivery, row.delivery?.status ?? 'none') &&
    (!query.attention || holdsNow(row, now)) &&
    matchesText(row, query.q)
  );
}

export function matches(row: CollaborationRow, query: ListQuery, now: number): boolean {
  return isIn(query.status, row.status) && matchesBesideStatus(row, query, now);
}

/** The oldest instant since which something needs attention, or null. */
export function attentionSince(row: CollaborationRow, now: number): string | null {
  const holding = row.attention.map((one) => one.since).filter((since) => Date.parse(since) <= now);
  return holding.sort()[0] ?? null;
}

function holdsNow(row: CollaborationRow, now: number): boolean {
  return attentionSince(row, now) !== null;
}

function isIn(wanted: readonly string[], value: string): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/** Every word must be in the creator's name or handle, or the campaign's name, case and accents aside. */
function matchesText(row: CollaborationRow, q: string): boolean {
  if (q === '') return true;
  const haystack = folded(
    [row.creator.name, row.creator.handle ?? '', row.campaign.name].join('\n'),
  );
  return q.split(/\s+/).every((word) => haystack.includes(folded(word.replace(/^@+(?=.)/, ''))));
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
