import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { Reader } from '../../access/reader.ts';
import { visibleCampaigns } from '../../access/visible-campaigns.ts';
import { visibleCreators } from '../../access/visible-creators.ts';
import { type FieldError, invalid } from '../../http/problem.ts';
import type { ListFilter } from './list-query.ts';

/** 422 naming the parameter where a filter names nothing that exists for this person. */
export async function requireKnown(
  sql: Queries,
  reader: Reader,
  filter: ListFilter,
): Promise<void> {
  if (namedIds(filter).length === 0) return;
  const rows = await sql<{ value: string }[]>`${knownValues(sql, reader, filter)}`;
  refuseUnknown(filter, new Set(rows.map(({ value }) => value)));
}

/** SQL for what exists for a person of what a filter names, as rows of one `value` that `refuseUnknown` reads. */
export function knownValues(sql: Queries, reader: Reader, filter: ListFilter): postgres.Fragment {
  if (namedIds(filter).length === 0) return sql`select '' as value where false`;
  const { campaign, creator } = filter;
  const [owner, tag] = [ids(filter.owner), ids(filter.tag)];
  return sql`
    select 'campaign/' || id as value from campaigns
    where id = any(${campaign}::uuid[]) and id in (${visibleCampaigns(sql, reader)})
    union all select 'creator/' || id from creators
    where id = any(${creator}::uuid[]) and id in (${visibleCreators(sql, reader)})
    union all select 'owner/' || id from people where id = any(${owner}::uuid[])
    union all select 'tag/' || id from tags where id = any(${tag}::uuid[])`;
}

/** 422 for what a filter names and `knownValues` did not find. */
export function refuseUnknown(filter: ListFilter, known: ReadonlySet<string>): void {
  const errors = namedIds(filter).flatMap(([path, id]): FieldError[] =>
    known.has(`${path}/${id}`) ? [] : [{ path, message: `${id} is not known` }],
  );
  if (errors.length > 0) throw invalid(errors);
}

function namedIds({ campaign, creator, owner, tag }: ListFilter): (readonly [string, string])[] {
  const named = Object.entries({ campaign, creator, owner: ids(owner), tag: ids(tag) });
  return named.flatMap(([path, given]) => given.map((id) => [path, id] as const));
}

function ids(given: readonly string[]): string[] {
  return given.filter((id) => id !== 'none');
}
