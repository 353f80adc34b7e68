import type { Profile, ProfileHandle } from '@parley/domain/matcher/profile';
import type { Queries } from '../projection/postgres.ts';

/** A creator of a run that is still to be judged. */
export interface PendingItem {
  readonly position: number;
  readonly creatorId: string;
  /** Null where the creator was removed or erased since the run was confirmed. */
  readonly profile: Profile | null;
  /** What the profile was when it was read: the result says so. */
  readonly profileVersion: number;
}

interface Row extends Omit<Profile, 'handles'> {
  readonly position: number;
  readonly creator_id: string;
  readonly profile_version: number | null;
  readonly is_erased: boolean;
  readonly handles: readonly ProfileHandle[];
}

/** The next creators of a run without an outcome, in the run's order. */
export async function readPending(
  sql: Queries,
  runId: string,
  most: number,
): Promise<PendingItem[]> {
  const rows = await sql<Row[]>`
    select i.position, i.creator_id, c.name, c.bio, c.country, c.audience, c.profile_version,
      c.erased_at is not null as is_erased,
      coalesce((select jsonb_agg(jsonb_build_object('platform', h.platform, 'handle', h.handle,
        'followers', h.followers, 'engagementPercent', h.engagement_percent) order by h.position)
        from creator_handles h where h.creator_id = c.id), '[]') as handles
    from (select position, creator_id from validation_items
      where run_id = ${runId} and outcome is null order by position limit ${most}) i
    left join creators c on c.id = i.creator_id order by i.position`;
  return rows.map(({ position, creator_id, profile_version, is_erased, ...profile }) => ({
    position,
    creatorId: creator_id,
    profile: profile_version === null || is_erased ? null : profile,
    profileVersion: profile_version ?? 0,
  }));
}
