import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { Reader } from '../../access/reader.ts';
import { visibleCampaigns } from '../../access/visible-campaigns.ts';
import { findWord, type Found, isFoundCreator } from '../search.ts';
import { searchWords } from '../search-text.ts';
import type { ListFilter } from './list-query.ts';

/** A filter made ready: the words of its search are looked up once, for the page and its counts. */
export interface Selection {
  readonly filter: ListFilter;
  readonly found: readonly Found[];
  readonly now: string;
}

export async function prepare(sql: Queries, filter: ListFilter, now: string): Promise<Selection> {
  const found: Found[] = [];
  for (const word of searchWords(filter.q)) found.push(await findWord(sql, word));
  return { filter, found, now };
}

/**
 * Which rows of `collaborations c` a person's filter selects, all but its statuses. Archived campaigns are hidden
 * unless the filter names one.
 */
export function conditionOf(
  sql: Queries,
  reader: Reader,
  { filter, found, now }: Selection,
): postgres.Fragment {
  const conditions = [
    filter.campaign.length > 0
      ? sql`c.campaign_id = any(${filter.campaign}::uuid[])`
      : sql`c.campaign_id in (select id from campaigns where status <> 'Archived')`,
    sql`c.campaign_id in (${visibleCampaigns(sql, reader)})`,
    ...(filter.creator.length > 0 ? [sql`c.creator_id = any(${filter.creator}::uuid[])`] : []),
    ...orNone(sql, sql`c.owner_id`, 'uuid', filter.owner),
    ...orNone(sql, sql`c.delivery_status`, 'text', filter.delivery),
    ...orNone(sql, sql`c.validation_score::text`, 'text', filter.validation),
    ...tagged(sql, filter.tag),
    ...attentive(sql, filter.attention, now),
    ...(filter.unpaid ? [sql`c.attention @> '[{"code": "PAYMENT_DUE"}]'`] : []),
    ...found.map(
      (word) => sql`(${isFoundCreator(sql, sql`c.creator_id`, word)}
        or c.campaign_id = any(${[...word.campaigns]}::uuid[]))`,
    ),
  ];
  return conditions.reduce((all, condition) => sql`${all} and ${condition}`);
}

/** The statuses of the filter, apart because counts and sums ignore them. */
export function statusCondition(sql: Queries, { filter }: Selection): postgres.Fragment {
  return filter.status.length > 0 ? sql`c.status = any(${filter.status}::text[])` : sql`true`;
}

function orNone(
  sql: Queries,
  column: postgres.Fragment,
  type: 'uuid' | 'text',
  values: readonly string[],
): postgres.Fragment[] {
  if (values.length === 0) return [];
  const given = values.filter((value) => value !== 'none');
  const isGiven =
    type === 'uuid'
      ? sql`${column} = any(${given}::uuid[])`
      : sql`${column} = any(${given}::text[])`;
  return [values.includes('none') ? sql`(${column} is null or ${isGiven})` : isGiven];
}

function tagged(sql: Queries, values: readonly string[]): postgres.Fragment[] {
  if (values.length === 0) return [];
  const given = values.filter((value) => value !== 'none');
  const isTagged = sql`c.creator_id in (select creator_id from creator_tags where tag_id = any(${given}::uuid[]))`;
  if (!values.includes('none')) return [isTagged];
  return [
    sql`(${isTagged} or not exists (select 1 from creator_tags where creator_id = c.creator_id))`,
  ];
}

function attentive(sql: Queries, codes: readonly string[], now: string): postgres.Fragment[] {
  if (codes.length === 0) return [];
  const any = sql`c.attention_since <= ${now}`;
  if (codes.includes('true')) return [any];
  return [
    sql`${any} and exists (select 1 from jsonb_to_recordset(c.attention) a(code text, since timestamptz)
      where a.code = any(${[...codes]}::text[]) and a.since <= ${now})`,
  ];
}
