import type { SavedView } from '@parley/domain/view';
import { permits } from '@parley/domain/permissions';
import type { Queries } from '@parley/workflows/projection/postgres';
import { announce } from '@parley/workflows/projection/store-changes';
import { v7 as uuidv7 } from 'uuid';
import { seesAll } from '../access/reader.ts';
import type { Caller } from '../auth/caller.ts';
import { found } from '../http/not-found.ts';
import { invalid, Problem } from '../http/problem.ts';
import { readView, readViews } from './read-views.ts';
import type { NewView, ViewChange } from './view-body.ts';
import { normalQuery } from './view-query.ts';

/** Views that one person may have: far more than anybody can find again. */
const VIEWS_PER_PERSON = 1_000;

/** Saves a view. 403 where the caller may not share, 409 TOO_MANY beyond a thousand, 422 for its query. */
export async function addView(sql: Queries, caller: Caller, body: NewView): Promise<SavedView> {
  requireMaySet(caller, body.scope);
  const query = normalQuery(body.query);
  await lockChoices(sql, caller.personId);
  const [count] = await sql<{ owned: number }[]>`
    select count(*) as owned from views where owner_id = ${caller.personId}`;
  if ((count?.owned ?? 0) >= VIEWS_PER_PERSON)
    throw new Problem('TOO_MANY', { detail: 'You have 1,000 views: delete one first.' });
  const id = uuidv7();
  await sql`
    insert into views (id, owner_id, name, query, scope)
    values (${id}, ${caller.personId}, ${body.name}, ${query}, ${body.scope})`;
  return await told(sql, caller, id, body.scope === 'shared');
}

/**
 * Changes a view; its place is the caller's own matter, the rest only its owner's, and of a shared one an owner's or
 * admin's too. 404 where it does not exist for the caller.
 */
export async function changeView(
  sql: Queries,
  caller: Caller,
  id: string,
  { position, ...change }: ViewChange,
): Promise<SavedView> {
  const before = await lockView(sql, caller, id);
  const { name = before.name, scope = before.scope } = change;
  const query = change.query === undefined ? null : normalQuery(change.query);
  const isAltered = Object.values(change).some((value) => value !== undefined);
  if (isAltered) {
    requireMayEdit(caller, before);
    requireMaySet(caller, scope);
    await sql`
      update views set name = ${name}, scope = ${scope}, query = coalesce(${query}, query), updated_at = now()
      where id = ${id}`;
  }
  if (position !== undefined) await place(sql, caller, id, position);
  return await told(sql, caller, id, isAltered && [before.scope, scope].includes('shared'));
}

/** Deletes a view, as above. */
export async function removeView(sql: Queries, caller: Caller, id: string): Promise<void> {
  const view = await lockView(sql, caller, id);
  requireMayEdit(caller, view);
  await sql`delete from views where id = ${id}`;
  if (view.scope === 'shared') await announce(sql, { kind: 'view', id });
}

/** Which view the list opens with for this person; null is the plain list. 422 for one they do not see. */
export async function chooseDefault(
  sql: Queries,
  caller: Caller,
  viewId: string | null,
): Promise<SavedView | null> {
  await lockChoices(sql, caller.personId);
  const view = viewId === null ? null : await readView(sql, caller, viewId);
  if (view === undefined) throw invalid([{ path: 'viewId', message: `${viewId} is not known` }]);
  await sql`
    update view_choices set default_view = ${viewId} where person_id = ${caller.personId}`;
  return view && { ...view, isDefault: true };
}

async function place(sql: Queries, caller: Caller, id: string, position: number): Promise<void> {
  await lockChoices(sql, caller.personId);
  const saved = (await readViews(sql, caller)).filter((view) => !view.isPreset);
  const others = saved.map((view) => view.id).filter((other) => other !== id);
  const ordered = others.toSpliced(position, 0, id);
  await sql`
    update view_choices set ordered = ${ordered}::uuid[] where person_id = ${caller.personId}`;
}

/** One person's views are counted and ordered by one change at a time. */
async function lockChoices(sql: Queries, personId: string): Promise<void> {
  await sql`
    insert into view_choices (person_id) values (${personId})
    on conflict (person_id) do update set person_id = excluded.person_id`;
}

async function lockView(sql: Queries, caller: Caller, id: string): Promise<SavedView> {
  await sql`select 1 from views where id = ${id} for update`;
  return found(await readView(sql, caller, id), 'view');
}

function requireMaySet(caller: Caller, scope: SavedView['scope']): void {
  if (scope === 'shared' && !permits(caller.role, 'view.share'))
    throw new Problem('FORBIDDEN', { detail: `The role ${caller.role} may not share views.` });
}

function requireMayEdit(caller: Caller, view: SavedView): void {
  if (view.owner?.id !== caller.personId && !seesAll(caller))
    throw new Problem('FORBIDDEN', {
      detail: 'A shared view is changed by whoever made it, or by an owner or admin.',
    });
}

/** The feed says only that the shared views changed: which of them somebody sees, they read for themselves. */
async function told(
  sql: Queries,
  caller: Caller,
  id: string,
  isShared: boolean,
): Promise<SavedView> {
  const view = found(await readView(sql, caller, id), 'view');
  if (isShared) await announce(sql, { kind: 'view', id });
  return view;
}
