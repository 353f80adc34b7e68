import type { CampaignStatus } from '@parley/domain/statuses';
import type { CampaignView } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { announce } from '@parley/workflows/projection/store-changes';
import { v7 as uuidv7 } from 'uuid';
import { found } from '../http/not-found.ts';
import { type FieldError, invalid } from '../http/problem.ts';
import { readCampaigns } from '../read/campaigns.ts';
import { readWorkspace } from '../read/workspace.ts';
import { unknownValidator } from '../validators/unknown-validator.ts';
import type { CampaignChange, NewCampaign } from './campaign-body.ts';

/** Makes a campaign; 422 for a person that does not exist, or days or a budget that do not go together. */
export async function addCampaign(
  sql: Queries,
  makerId: string,
  body: NewCampaign,
  id: string = uuidv7(),
): Promise<CampaignView> {
  const ownerId = body.ownerId === undefined ? makerId : body.ownerId;
  const draft = { ...EMPTY, name: body.name, ownerId };
  const columns = await checked(sql, merged(draft, body), body);
  await sql`insert into campaigns ${sql({ id, ...columns })}`;
  await invite(sql, id, body.peopleIds);
  return await told(sql, id);
}

/** What a change of a campaign altered beside the campaign itself. */
export interface Changed {
  readonly campaign: CampaignView;
  /** Whether its automation rests or goes on otherwise than before. */
  readonly isStatusNew: boolean;
}

/** Changes a campaign. 404 where there is none, 422 as above. */
export async function changeCampaign(
  sql: Queries,
  id: string,
  body: CampaignChange,
): Promise<Changed> {
  const [before] = await sql<Columns[]>`
    select name, brand, brief, status, owner_id, budget_cents, currency, starts_on, ends_on, access, validator_id
    from campaigns where id = ${id} for update`;
  const columns = await checked(sql, merged(fields(found(before, 'campaign')), body), body);
  await sql`update campaigns set ${sql({ ...columns })}, updated_at = now() where id = ${id}`;
  await invite(sql, id, body.peopleIds);
  return { campaign: await told(sql, id), isStatusNew: before?.status !== columns.status };
}

type Columns = ReturnType<typeof columnsOf>;
interface Fields {
  readonly name: string;
  readonly brand: string | null;
  readonly brief: string | null;
  readonly status: CampaignStatus;
  readonly ownerId: string | null;
  readonly budgetCents: number | null;
  readonly currency: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly access: 'team' | 'invited';
  readonly validatorId: string | null;
}
const EMPTY: Omit<Fields, 'name' | 'ownerId'> = {
  brand: null,
  brief: null,
  status: 'Draft',
  budgetCents: null,
  currency: null,
  startsOn: null,
  endsOn: null,
  access: 'team',
  validatorId: null,
};

function merged(before: Fields, body: CampaignChange): Fields {
  const kept = <T>(given: T | undefined, known: T): T => (given === undefined ? known : given);
  return {
    name: body.name ?? before.name,
    brand: kept(body.brand, before.brand),
    brief: kept(body.brief, before.brief),
    status: body.status ?? before.status,
    ownerId: kept(body.ownerId, before.ownerId),
    budgetCents: kept(body.budgetCents, before.budgetCents),
    currency: kept<string | null>(body.currency, before.currency),
    startsOn: kept(body.startsOn, before.startsOn),
    endsOn: kept(body.endsOn, before.endsOn),
    access: body.access ?? before.access,
    validatorId: kept(body.validatorId, before.validatorId),
  };
}

function columnsOf(fields: Fields) {
  const { ownerId, budgetCents, startsOn, endsOn, validatorId, ...same } = fields;
  return {
    ...same,
    owner_id: ownerId,
    budget_cents: budgetCents,
    starts_on: startsOn,
    ends_on: endsOn,
    validator_id: validatorId,
  };
}

function fields({
  owner_id,
  budget_cents,
  starts_on,
  ends_on,
  validator_id,
  ...same
}: Columns): Fields {
  return {
    ...same,
    ownerId: owner_id,
    budgetCents: budget_cents,
    startsOn: starts_on,
    endsOn: ends_on,
    validatorId: validator_id,
  };
}

async function checked(sql: Queries, after: Fields, body: CampaignChange): Promise<Columns> {
  const errors: FieldError[] = [];
  if (after.startsOn && after.endsOn && after.endsOn < after.startsOn) {
    errors.push({ path: 'endsOn', message: 'must not be before startsOn' });
  }
  if (after.budgetCents !== null && body.currency === null) {
    errors.push({ path: 'currency', message: 'a budget needs a currency' });
  }
  errors.push(...(await unknownPeople(sql, body)), ...(await unknownValidator(sql, body)));
  if (errors.length > 0) throw invalid(errors);
  const needsCurrency = after.budgetCents !== null && after.currency === null;
  return columnsOf(
    needsCurrency ? { ...after, currency: (await readWorkspace(sql))?.currency ?? null } : after,
  );
}

async function unknownPeople(
  sql: Queries,
  { ownerId, peopleIds = [] }: CampaignChange,
): Promise<FieldError[]> {
  const wanted = ownerId ? [ownerId, ...peopleIds] : [...peopleIds];
  const rows = await sql<{ id: string }[]>`
    select id from people where id = any(${wanted}::uuid[]) and disabled_at is null`;
  const known = new Set(rows.map((row) => row.id));
  const errors = peopleIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ path: `peopleIds.${index}`, message: 'must be a person here' }],
  );
  return ownerId && !known.has(ownerId)
    ? [{ path: 'ownerId', message: 'must be a person here' }, ...errors]
    : errors;
}

/** Makes the list of the invited this one; those on it already stay untouched. */
async function invite(
  sql: Queries,
  campaignId: string,
  peopleIds: readonly string[] | undefined,
): Promise<void> {
  if (peopleIds === undefined) return;
  const ids = [...new Set(peopleIds)];
  await sql`delete from campaign_people where campaign_id = ${campaignId} and not person_id = any(${ids}::uuid[])`;
  await sql`
    insert into campaign_people (campaign_id, person_id) select ${campaignId}, unnest(${ids}::uuid[])
    on conflict do nothing`;
}

async function told(sql: Queries, id: string): Promise<CampaignView> {
  const [view] = await readCampaigns(sql, [id]);
  await announce(sql, { kind: 'campaign', id, campaignId: id });
  return found(view, 'campaign');
}
