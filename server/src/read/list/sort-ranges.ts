import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { Sort, SortKey } from './list-query.ts';

/** One thing that rows are ordered by. */
export interface Key {
  readonly expression: postgres.Fragment;
  readonly type: 'timestamptz' | 'date' | 'text' | 'bigint' | 'int';
  readonly isDescending: boolean;
}
/** Rows that come together in an order, each range after the one before; an index serves each. */
export interface Range {
  readonly where: postgres.Fragment;
  readonly keys: readonly Key[];
}

/**
 * The order of a sort as ranges, ties by id aside. `now` parts what holds from what lies ahead; a page's followers
 * use the first page's, so that no row changes its range between them. What has no value comes last either way.
 */
export function sortRanges(
  sql: Queries,
  { key, isDescending }: Sort,
  now: string,
): readonly Range[] {
  const ranges = rangesOf(sql, key, now);
  if (!isDescending) return ranges;
  const flipped = ranges.map((range) => ({ ...range, keys: range.keys.map(flip) }));
  return key === 'attention' ? flipped.reverse() : flipped;
}

function rangesOf(sql: Queries, key: SortKey, now: string): readonly Range[] {
  const all = sql`true`;
  const by = (expression: postgres.Fragment, type: Key['type'], isDescending = false): Key => ({
    expression,
    type,
    isDescending,
  });
  switch (key) {
    case 'attention':
      return [
        {
          where: sql`c.attention_since <= ${now}`,
          keys: [by(sql`c.attention_since`, 'timestamptz')],
        },
        {
          where: sql`(c.attention_since is null or c.attention_since > ${now})`,
          keys: [by(sql`c.updated_at`, 'timestamptz', true)],
        },
      ];
    case 'created':
      return [{ where: all, keys: [by(sql`c.created_at`, 'timestamptz')] }];
    case 'updated':
      return [{ where: all, keys: [by(sql`c.updated_at`, 'timestamptz')] }];
    case 'status':
      return [{ where: all, keys: [by(sql`c.status_rank`, 'int')] }];
    case 'due':
      return [
        { where: sql`c.due_on is not null`, keys: [by(sql`c.due_on`, 'date')] },
        { where: sql`c.due_on is null`, keys: [] },
      ];
    case 'compensation':
      // Amounts of different currencies do not compare: they stand together by currency.
      return [
        {
          where: sql`c.amount_cents is not null`,
          keys: [by(sql`c.currency`, 'text'), by(sql`c.amount_cents`, 'bigint')],
        },
        { where: sql`c.amount_cents is null`, keys: [] },
      ];
    case 'creator':
      return [{ where: all, keys: [by(sql`cr.name_key`, 'text')] }];
    case 'campaign':
      return [{ where: all, keys: [by(sql`ca.name_key`, 'text')] }];
    case 'validation':
      return [
        { where: sql`c.validation_score is not null`, keys: [by(sql`c.validation_score`, 'int')] },
        { where: sql`c.validation_score is null`, keys: [] },
      ];
    default:
      return key satisfies never;
  }
}

/** The tables that a sort's keys need beside `collaborations c`. */
export function sortJoin(sql: Queries, { key }: Sort): postgres.Fragment {
  if (key === 'creator') return sql`join creators cr on cr.id = c.creator_id`;
  return key === 'campaign' ? sql`join campaigns ca on ca.id = c.campaign_id` : sql``;
}

function flip(key: Key): Key {
  return { ...key, isDescending: !key.isDescending };
}
