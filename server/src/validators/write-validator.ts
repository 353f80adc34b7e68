import type { ValidatorView } from '@parley/domain/validator-view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { announce, announceAll } from '@parley/workflows/projection/store-changes';
import { v7 as uuidv7 } from 'uuid';
import { found } from '../http/not-found.ts';
import { Problem } from '../http/problem.ts';
import { WORKSPACE_ID } from '../workspace/workspace-id.ts';
import { readValidatorsOf } from './read-validators.ts';
import type { NewValidator, ValidatorChange } from './validator-body.ts';

/** Makes a validator. 409 VALIDATOR_EXISTS where one has this name, whatever its case and accents. */
export async function addValidator(
  sql: Queries,
  makerId: string | null,
  { name, criteria }: NewValidator,
  id: string = uuidv7(),
): Promise<ValidatorView> {
  await requireFreeName(sql, id, name);
  await sql`insert into validators (id, name, criteria, created_by) values (${id}, ${name}, ${criteria}, ${makerId})`;
  return await told(sql, id);
}

/**
 * Changes a validator; other criteria are a new version, which puts its results out of date. What badges show of it
 * changes with it, so every creator with a result is announced. 404 where there is none, 409 as above.
 */
export async function changeValidator(
  sql: Queries,
  id: string,
  { name, criteria }: ValidatorChange,
): Promise<ValidatorView> {
  if (name !== undefined) await requireFreeName(sql, id, name);
  const [before] = await sql<{ name: string; criteria: string }[]>`
    select name, criteria from validators where id = ${id} for update`;
  const { name: oldName, criteria: oldCriteria } = found(before, 'validator');
  const isOther = criteria !== undefined && criteria !== oldCriteria;
  await sql`
    update validators set name = coalesce(${name ?? null}, name), criteria = coalesce(${criteria ?? null}, criteria),
      version = version + ${isOther ? 1 : 0}, updated_at = now()
    where id = ${id}`;
  const isShown = isOther || (name !== undefined && name !== oldName);
  return await told(sql, id, isShown ? await judgedBy(sql, id) : []);
}

/** Removes a validator with its runs and results. The campaigns that chose it go back to the workspace's choice. */
export async function removeValidator(sql: Queries, id: string): Promise<void> {
  const locked = await sql`select 1 from validators where id = ${id} for update`;
  found(locked[0], 'validator');
  const creators = await judgedBy(sql, id);
  const campaigns = await sql<
    { id: string }[]
  >`select id from campaigns where validator_id = ${id} order by id`;
  const settings = await sql`select 1 from workspace where validator_id = ${id}`;
  await sql`delete from validators where id = ${id}`;
  await announceAll(sql, 'creator', creators);
  for (const campaign of campaigns)
    await announce(sql, { kind: 'campaign', id: campaign.id, campaignId: campaign.id });
  if (settings.length > 0) await announce(sql, { kind: 'settings', id: WORKSPACE_ID });
  await announce(sql, { kind: 'validator', id });
}

async function judgedBy(sql: Queries, id: string): Promise<string[]> {
  const rows = await sql<{ creator_id: string }[]>`
    select creator_id from validations where validator_id = ${id} order by creator_id`;
  return rows.map((row) => row.creator_id);
}

async function requireFreeName(sql: Queries, id: string, name: string): Promise<void> {
  // Writers of validators wait for each other, so that no other one takes the name meanwhile; readers do not.
  await sql`lock table validators in share row exclusive mode`;
  const [taken] = await sql<{ id: string; name: string }[]>`
    select id, name from validators where name_key = folded(${name}) and id <> ${id}`;
  if (!taken) return;
  throw new Problem('VALIDATOR_EXISTS', {
    detail: `There is a validator “${taken.name}” already.`,
    errors: [{ path: 'name', message: 'belongs to a validator already' }],
    members: { validator: taken },
  });
}

async function told(
  sql: Queries,
  id: string,
  creators: readonly string[] = [],
): Promise<ValidatorView> {
  const [view] = await readValidatorsOf(sql, [id]);
  await announceAll(sql, 'creator', creators);
  await announce(sql, { kind: 'validator', id });
  return found(view, 'validator');
}
