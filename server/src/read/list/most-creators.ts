import type { ValueCount } from '@parley/domain/view';
import type { ListColumns } from './memory/list-columns.ts';

/** Creators named in the counts. */
const MOST = 200;

/** The creators that a filter names, then those with most rows whose name or handles contain all keys; ties by id. */
export function mostCreators(
  columns: ListColumns,
  counts: Int32Array,
  named: readonly string[],
  keys: readonly string[],
): ValueCount[] {
  const { creators, creatorTexts } = columns;
  const chosen = new Set(creators.findAll(named));
  const isOther = (creator: number) =>
    !chosen.has(creator) && keys.every((key) => creatorTexts[creator]?.includes(key) ?? false);
  const others = creators
    .inOrder()
    .filter((creator) => (counts[creator] ?? 0) > 0 && isOther(creator));
  const unseen = named.filter((id) => creators.find(id) === undefined);
  return [
    ...[...chosen].sort((a, b) => a - b).map((creator) => counted(columns, counts, creator)),
    ...unseen.map((value) => ({ value, count: 0 })),
    ...most(counts, others, MOST).map((creator) => counted(columns, counts, creator)),
  ].slice(0, MOST);
}

function counted({ creators }: ListColumns, counts: Int32Array, creator: number): ValueCount {
  return { value: creators.ids[creator] ?? '', count: counts[creator] ?? 0 };
}

/** The so many with the highest counts, in the order given where counts are equal. Only what can be among them is sorted. */
function most(counts: Int32Array, creators: readonly number[], limit: number): number[] {
  const least = leastOf(counts, creators, limit);
  const countOf = (creator: number) => counts[creator] ?? 0;
  const above = creators.filter((creator) => countOf(creator) > least);
  const equal: number[] = [];
  for (const creator of creators) {
    if (above.length + equal.length >= limit) break;
    if (countOf(creator) === least) equal.push(creator);
  }
  return [...above.sort((a, b) => countOf(b) - countOf(a)), ...equal];
}

/** The count that the last of the so many highest has; 0 where there are fewer. */
function leastOf(counts: Int32Array, creators: readonly number[], limit: number): number {
  const having = new Map<number, number>();
  for (const creator of creators) {
    const count = counts[creator] ?? 0;
    having.set(count, (having.get(count) ?? 0) + 1);
  }
  let left = limit;
  for (const [count, number] of [...having].sort(([a], [b]) => b - a)) {
    left -= number;
    if (left <= 0) return count;
  }
  return 0;
}
