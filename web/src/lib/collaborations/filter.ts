import type { CollaborationRow } from '@parley/domain/view';
import type { ListQuery } from './query.ts';

/** Whether a row belongs to what the query selects, its status aside. `now` in milliseconds. */
export function matchesBesideStatus(row: CollaborationRow, query: ListQuery, now: number): boolean {
  return (
    isIn(query.campaign, row.campaign.id) &&
    isIn(query.creator, row.creator.id) &&
    isIn(query.owner, row.owner?.id ?? 'none') &&
    isMarked(query.tag, row) &&
    isIn(query.delivery, row.delivery?.status ?? 'none') &&
    isIn(query.validation, String(row.creator.validation?.score ?? 'none')) &&
    needsAttention(query.attention, row, now) &&
    (!query.unpaid || isUnpaid(row)) &&
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

function needsAttention(wanted: ListQuery['attention'], row: CollaborationRow, now: number) {
  if (wanted.length === 0) return true;
  return row.attention.some(
    ({ code, since }) =>
      Date.parse(since) <= now && (wanted.includes('true') || wanted.includes(code)),
  );
}

function isMarked(wanted: readonly string[], { creator }: CollaborationRow): boolean {
  if (creator.tags.length === 0) return isIn(wanted, 'none');
  return wanted.length === 0 || creator.tags.some((tag) => wanted.includes(tag.id));
}

/** Completed and less paid than agreed, due yet or not. */
function isUnpaid(row: CollaborationRow): boolean {
  return row.attention.some(({ code }) => code === 'PAYMENT_DUE');
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

/** Without case and accents, as the database folds what it sorts and searches by. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
