import { DELIVERY_STATUSES, STATUSES } from '@parley/domain/statuses';
import { ATTENTION_CODES, type CollaborationCounts, type ValueCount } from '@parley/domain/view';
import type { FacetCounts } from './facet-counts.ts';
import type { ListFilter } from './list-query.ts';
import { mostCreators } from './most-creators.ts';
import type { Dictionary } from './memory/dictionary.ts';
import type { ListColumns } from './memory/list-columns.ts';
import { SCORE_VALUES } from './selection.ts';

/** The counts by value, names still to come. */
export type CountedValues = Readonly<
  Record<Exclude<keyof CollaborationCounts, 'total'>, readonly ValueCount[]>
> & { readonly total: number };

/** Puts values to counts: fixed ones all, ids where something has them or where the filter names them. */
export function countedValues(
  columns: ListColumns,
  { total, by }: FacetCounts,
  filter: ListFilter,
  creatorKeys: readonly string[],
): CountedValues {
  return {
    total,
    status: STATUSES.map((value, at) => ({ value, count: by.status[at] ?? 0 })),
    campaign: byId(columns.campaigns, by.campaign, filter.campaign),
    creator: mostCreators(columns, by.creator, filter.creator, creatorKeys),
    owner: [
      { value: 'none', count: by.owner[0] ?? 0 },
      ...byId(columns.owners, by.owner.subarray(1), filter.owner),
    ],
    tag: tagCounts(columns, by.tag, filter.tag),
    delivery: ['none', ...DELIVERY_STATUSES].map((value, at) => ({
      value,
      count: by.delivery[at] ?? 0,
    })),
    validation: SCORE_VALUES.map((value, at) => ({ value, count: by.validation[at] ?? 0 })),
    attention: attentionCounts(by.attention),
    unpaid: [{ value: 'true', count: by.unpaid[1] ?? 0 }],
  };
}

function byId(ids: Dictionary, counts: Int32Array, named: readonly string[]): ValueCount[] {
  const chosen = new Set(named);
  const seen = ids.ids.flatMap((value, at) => {
    const count = counts[at] ?? 0;
    return count > 0 || chosen.has(value) ? [{ value, count }] : [];
  });
  const unseen = named.filter((id) => id !== 'none' && ids.find(id) === undefined);
  return [...seen, ...unseen.map((value) => ({ value, count: 0 }))];
}

function tagCounts(
  { tags, creatorTags }: ListColumns,
  byCreator: Int32Array,
  named: readonly string[],
): ValueCount[] {
  const counts = new Int32Array(tags.size);
  let untagged = 0;
  for (let creator = 0; creator < byCreator.length; creator += 1) {
    const count = byCreator[creator] ?? 0;
    if (count === 0) continue;
    const its = creatorTags[creator] ?? [];
    if (its.length === 0) untagged += count;
    for (const tag of its) counts[tag] = (counts[tag] ?? 0) + count;
  }
  return [{ value: 'none', count: untagged }, ...byId(tags, counts, named)];
}

function attentionCounts(byMask: Int32Array): ValueCount[] {
  const having = (wanted: number) =>
    byMask.reduce((sum, count, mask) => ((mask & wanted) === 0 ? sum : sum + count), 0);
  return [
    { value: 'true', count: having((1 << ATTENTION_CODES.length) - 1) },
    ...ATTENTION_CODES.map((value, bit) => ({ value, count: having(1 << bit) })),
  ];
}
