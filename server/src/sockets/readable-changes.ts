import type postgres from 'postgres';
import type { Reader } from '../access/reader.ts';
import { seesAll } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { visibleCreators } from '../access/visible-creators.ts';
import type { Queries } from '../db/connect.ts';

/** Which rows of `changes c` a reader may read, as SQL for `where`. */
export function readableChanges(sql: Queries, reader: Reader): postgres.Fragment {
  if (seesAll(reader)) return sql`true`;
  const campaigns = visibleCampaigns(sql, reader);
  return sql`case c.kind
    when 'collaboration' then c.campaign_id in (${campaigns})
    when 'campaign' then c.entity_id in (${campaigns})
    when 'creator' then c.entity_id in (${visibleCreators(sql, reader)})
    when 'tag' then ${reader.role !== 'guest'} or not exists (select 1 from tags where id = c.entity_id)
      or exists (select 1 from creator_tags where tag_id = c.entity_id and creator_id in (${visibleCreators(sql, reader)}))
    when 'validator' then ${reader.role !== 'guest'}
    when 'member' then ${reader.role !== 'guest'} or c.entity_id = ${reader.personId}::uuid
    else true end`;
}

/** Which rows of `changes c` widened or narrowed what a reader may see: from there on they read everything anew. */
export function accessChangesOf(sql: Queries, reader: Reader): postgres.Fragment {
  // A row of the feed and the mark that the change of access left carry the same transaction.
  return sql`c.kind in ('campaign', 'member') and exists (
    select 1 from access_changes a left join campaigns k on k.id = a.campaign_id
    where a.changed_in = c.xmin and ${concerns(sql, reader)})`;
}

function concerns(sql: Queries, reader: Reader): postgres.Fragment {
  const ownRole = sql`(a.campaign_id is null and a.person_id = ${reader.personId}::uuid)`;
  if (seesAll(reader)) return ownRole;
  const invited = sql`(a.campaign_id is not null and a.person_id = ${reader.personId}::uuid)`;
  if (reader.role === 'guest') return sql`(${ownRole} or ${invited})`;
  // In a campaign that is open to the team an invitation changes nothing for a member.
  return sql`(${ownRole} or (a.campaign_id is not null and a.person_id is null) or (${invited} and k.access = 'invited'))`;
}
