import type { CreatorView } from '@parley/domain/view';
import { jsonText, type Queries } from '@parley/workflows/projection/postgres';
import { announce } from '@parley/workflows/projection/store-changes';
import { v7 as uuidv7 } from 'uuid';
import { found } from '../http/not-found.ts';
import { Problem } from '../http/problem.ts';
import { readCreators } from '../read/creators.ts';
import type { CreatorChange, HandleBody, NewCreator } from '@parley/domain/creator.schema';
import { forgetAnswers, forgetRows, tracesOf } from './forget-traces.ts';
import { moveProfileOn, profileOf } from './profile-version.ts';
import { setTags } from './tag-creators.ts';

/** Adds a creator. 409 CREATOR_EXISTS where one has a handle on the same platform, 422 for a tag that is not there. */
export async function addCreator(
  sql: Queries,
  body: NewCreator,
  id: string = uuidv7(),
): Promise<CreatorView> {
  await sql`
    insert into creators (id, name, bio, country, audience, contact)
    values (${id}, ${body.name}, ${body.bio ?? null}, ${body.country ?? null}, ${body.audience ?? null},
      ${jsonText(body.contact ?? {})}::text::jsonb)`;
  await storeHandles(sql, id, body.handles);
  if (body.tagIds) await setTags(sql, id, body.tagIds);
  return await told(sql, id);
}

/** Changes a creator. 404 where there is none, 409 CREATOR_EXISTS as above, 422 for a tag that is not there. */
export async function changeCreator(
  sql: Queries,
  id: string,
  body: CreatorChange,
): Promise<CreatorView> {
  const rows = await sql`select 1 from creators where id = ${id} for update`;
  found(rows[0], 'creator');
  const { bio, country, audience, contact } = body;
  const before = await profileOf(sql, id);
  await sql`
    update creators set updated_at = now(), name = coalesce(${body.name ?? null}, name)
      ${bio === undefined ? sql`` : sql`, bio = ${bio}`}
      ${country === undefined ? sql`` : sql`, country = ${country}`}
      ${audience === undefined ? sql`` : sql`, audience = ${audience}`}
      ${contact === undefined ? sql`` : contact === null ? sql`, contact = '{}'` : sql`, contact = contact || ${jsonText(contact)}::text::jsonb`}
    where id = ${id}`;
  if (body.handles) {
    await sql`delete from creator_handles where creator_id = ${id}`;
    await storeHandles(sql, id, body.handles);
  }
  if (body.tagIds) await setTags(sql, id, body.tagIds);
  await moveProfileOn(sql, id, before);
  return await told(sql, id);
}

/** Removes a creator nobody works with. 409 CREATOR_HAS_COLLABORATIONS otherwise, also while one is being made. */
export async function removeCreator(sql: Queries, id: string): Promise<void> {
  const rows = await sql<{ is_used: boolean }[]>`
    select exists (select 1 from collaborations where creator_id = c.id)
      or exists (select 1 from open_pairs where creator_id = c.id) as is_used
    from creators c where id = ${id} for update`;
  if (found(rows[0], 'creator').is_used) {
    throw new Problem('CREATOR_HAS_COLLABORATIONS', {
      detail: 'A creator with collaborations stays; an owner can erase them.',
    });
  }
  await sql`delete from creators where id = ${id}`;
  await announce(sql, { kind: 'creator', id });
}

/**
 * Takes away everything that tells who the creator is; their collaborations stay. Safe to repeat. What stays where is
 * in docs/operations.md.
 */
export async function eraseCreator(sql: Queries, id: string): Promise<CreatorView> {
  await sql`select 1 from creators where id = ${id} for update`;
  const traces = found((await tracesOf(sql, id)) ?? undefined, 'creator');
  const rows = await sql`
    update creators set name = 'Erased creator', bio = null, country = null, audience = null, contact = '{}',
      erased_at = coalesce(erased_at, now()), updated_at = now(), profile_version = profile_version + 1
    where id = ${id} returning 1`;
  found(rows[0], 'creator');
  await sql`delete from creator_handles where creator_id = ${id}`;
  await sql`delete from creator_tags where creator_id = ${id}`;
  // Their reasons tell what was in the profile.
  await sql`delete from validations where creator_id = ${id}`;
  await forgetRows(sql, id, traces);
  const view = await told(sql, id);
  await forgetAnswers(sql, view);
  return view;
}

async function storeHandles(
  sql: Queries,
  creatorId: string,
  handles: readonly HandleBody[],
): Promise<void> {
  for (const [position, handle] of handles.entries()) {
    const rows = await sql`
      insert into creator_handles (creator_id, position, platform, handle, url, followers, engagement_percent)
      values (${creatorId}, ${position}, ${handle.platform}, ${handle.handle}, ${handle.url ?? null},
        ${handle.followers ?? null}, ${handle.engagementPercent ?? null})
      on conflict (platform, handle_key) do nothing returning 1`;
    if (rows.length === 0) throw await exists(sql, handle, position);
  }
}

async function exists(
  sql: Queries,
  { platform, handle }: HandleBody,
  position: number,
): Promise<Problem> {
  const [row] = await sql<{ id: string; name: string; handle: string }[]>`
    select c.id, c.name, h.handle from creator_handles h join creators c on c.id = h.creator_id
    where platform = ${platform} and handle_key = lower(${handle})`;
  const who = row
    ? `${row.name} is @${row.handle} on ${platform} already.`
    : `@${handle} on ${platform} is taken.`;
  return new Problem('CREATOR_EXISTS', {
    detail: who,
    errors: [{ path: `handles.${position}.handle`, message: 'belongs to a creator already' }],
    members: row ? { creator: { id: row.id, name: row.name } } : {},
  });
}

async function told(sql: Queries, id: string): Promise<CreatorView> {
  const [view] = await readCreators(sql, [id]);
  await announce(sql, { kind: 'creator', id });
  return found(view, 'creator');
}
