import type { CreatorView } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { announce } from '@parley/workflows/projection/store-changes';
import { found } from '../http/not-found.ts';
import { invalid, Problem } from '../http/problem.ts';
import { readCreators } from '../read/creators.ts';
import { moveProfileOn, profileOf } from './profile-version.ts';

/** Handles of one creator; source: domain/src/creator.schema.ts. */
const MOST_HANDLES = 50;

interface Merged {
  readonly id: string;
  readonly is_used: boolean;
  readonly is_erased: boolean;
}

/**
 * Makes one creator of two: handles, tags and what is empty in the other are taken from the one that goes. A
 * collaboration keeps its creator for good, so one with collaborations does not go: 409 CREATOR_HAS_COLLABORATIONS,
 * which says whether the other one could. 404 for a creator, 422 for an `intoId` that is not there.
 */
export async function mergeCreator(sql: Queries, id: string, intoId: string): Promise<CreatorView> {
  await requireMergeable(sql, id, intoId);
  const before = await profileOf(sql, intoId);
  await moveHandles(sql, id, intoId);
  await sql`
    insert into creator_tags (creator_id, tag_id) select ${intoId}, tag_id from creator_tags where creator_id = ${id}
    on conflict do nothing`;
  await sql`
    update creators i set bio = coalesce(i.bio, g.bio), country = coalesce(i.country, g.country),
      audience = coalesce(i.audience, g.audience), updated_at = now(),
      contact = jsonb_strip_nulls(g.contact) || jsonb_strip_nulls(i.contact)
    from creators g where i.id = ${intoId} and g.id = ${id}`;
  await sql`delete from creators where id = ${id}`;
  await moveProfileOn(sql, intoId, before);
  const [view] = await readCreators(sql, [intoId]);
  await announce(sql, { kind: 'creator', id });
  await announce(sql, { kind: 'creator', id: intoId });
  return found(view, 'creator');
}

async function requireMergeable(sql: Queries, id: string, intoId: string): Promise<void> {
  if (id === intoId) throw invalid([{ path: 'intoId', message: 'must be another creator' }]);
  // Held in one order, so that two merges of a pair wait for each other; a collaboration being made waits as well.
  const rows = await sql<Merged[]>`
    select id, erased_at is not null as is_erased,
      exists (select 1 from collaborations where creator_id = c.id)
      or exists (select 1 from open_pairs where creator_id = c.id) as is_used
    from creators c where id in (${id}, ${intoId}) order by id for update`;
  const going = found(
    rows.find((row) => row.id === id),
    'creator',
  );
  const into = rows.find((row) => row.id === intoId);
  if (!into || into.is_erased) throw invalid([{ path: 'intoId', message: 'must be a creator' }]);
  if (!going.is_used) return;
  throw new Problem('CREATOR_HAS_COLLABORATIONS', {
    detail: into.is_used
      ? 'Both have collaborations, which keep their creator for good: they stay two.'
      : 'It has collaborations, which keep their creator for good; merge the other one into it.',
    members: { canReverse: !into.is_used },
  });
}

async function moveHandles(sql: Queries, id: string, intoId: string): Promise<void> {
  const [count] = await sql<{ total: number }[]>`
    select count(*)::int as total from creator_handles where creator_id in (${id}, ${intoId})`;
  if ((count?.total ?? 0) > MOST_HANDLES)
    throw new Problem('TOO_MANY', {
      detail: `Together they have more than ${MOST_HANDLES} handles.`,
    });
  await sql`
    update creator_handles set creator_id = ${intoId}, position = position + 1 + (
      select coalesce(max(position), -1) from creator_handles where creator_id = ${intoId})
    where creator_id = ${id}`;
}
