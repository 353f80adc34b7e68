import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import type { Reader } from './reader.ts';
import { visibleCampaigns } from './visible-campaigns.ts';

/** Everybody of the team sees all creators. */
export function seesEveryCreator(reader: Reader): boolean {
  return reader.role !== 'guest';
}

/**
 * Which creators exist for a person, as SQL for `creator_id in (…)`: everybody of the team sees all, guests those
 * they meet in the campaigns that invite them.
 */
export function visibleCreators(sql: Queries, reader: Reader): postgres.Fragment {
  if (seesEveryCreator(reader)) return sql`select id from creators`;
  return sql`select creator_id from collaborations where campaign_id in (${visibleCampaigns(sql, reader)})`;
}
