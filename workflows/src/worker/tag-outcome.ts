import type { EndedCollaboration } from '../activities.ts';
import type { Queries } from '../projection/postgres.ts';
import { announce } from '../projection/store-changes.ts';

/**
 * Gives the creator of a collaboration that ended the tag which the workspace has chosen for that outcome now, and
 * announces the creator. A second call for the same collaboration changes nothing, whatever became of the tag since.
 */
export async function tagOutcome(
  sql: Queries,
  { collaborationId, creatorId, outcome }: EndedCollaboration,
): Promise<void> {
  const isFirst = await sql`
    insert into outcome_tags (collaboration_id) values (${collaborationId}) on conflict do nothing returning 1`;
  if (isFirst.length === 0) return;
  // Held, so that a tag which is being removed is either given and taken again, or not given.
  const [tag] = await sql<{ id: string }[]>`
    select t.id from workspace w join tags t on t.id::text = w.tag_on_outcome ->> ${outcome}
    for key share of t`;
  if (!tag) return;
  const given = await sql`
    insert into creator_tags (creator_id, tag_id)
    select id, ${tag.id} from creators where id = ${creatorId} and erased_at is null
    on conflict do nothing returning 1`;
  if (given.length > 0) await announce(sql, { kind: 'creator', id: creatorId });
}
