import type { Queries } from '@parley/workflows/projection/postgres';
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
  const { campaign, creator } = filter;
  const owner = filter.owner.filter((id) => id !== 'none');
  const tag = filter.tag.filter((id) => id !== 'none');
  const errors: FieldError[] = [];
  if (campaign.length + creator.length + owner.length + tag.length > 0) {
    const known = await sql<{ kind: string; id: string }[]>`
      select 'campaign' as kind, id from campaigns
      where id = any(${campaign}::uuid[]) and id in (${visibleCampaigns(sql, reader)})
      union all select 'creator', id from creators
      where id = any(${creator}::uuid[]) and id in (${visibleCreators(sql, reader)})
      union all select 'owner', id from people where id = any(${owner}::uuid[])
      union all select 'tag', id from tags where id = any(${tag}::uuid[])`;
    const keys = new Set(known.map(({ kind, id }) => `${kind}/${id}`));
    for (const [path, ids] of Object.entries({ campaign, creator, owner, tag })) {
      errors.push(...ids.filter((id) => !keys.has(`${path}/${id}`)).map((id) => unknown(path, id)));
    }
  }
  if (errors.length > 0) throw invalid(errors);
}

function unknown(path: string, id: string): FieldError {
  return { path, message: `${id} is not known` };
}
