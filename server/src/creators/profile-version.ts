import type { Queries } from '@parley/workflows/projection/postgres';

/** What a validator reads of a creator, as one comparable text: not contact details, not tags. */
export async function profileOf(sql: Queries, id: string): Promise<string | null> {
  const [row] = await sql<{ profile: string }[]>`
    select jsonb_build_array(name, bio, country, audience, (
      select jsonb_agg(jsonb_build_array(platform, handle, url, followers, engagement_percent) order by position)
      from creator_handles where creator_id = c.id))::text as profile
    from creators c where id = ${id}`;
  return row?.profile ?? null;
}

/** Moves the version of the profile on where it differs from `before`: results about an earlier one are outdated. */
export async function moveProfileOn(
  sql: Queries,
  id: string,
  before: string | null,
): Promise<void> {
  if ((await profileOf(sql, id)) === before) return;
  await sql`update creators set profile_version = profile_version + 1 where id = ${id}`;
}
