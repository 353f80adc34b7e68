import type { Actor } from '@parley/domain/actor.schema';
import type { RunEstimate, ValidationRunView } from '@parley/domain/validator-view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { announce } from '@parley/workflows/projection/store-changes';
import type { ModelSettings } from '@parley/workflows/validation/model-settings';
import { tokensFor } from '@parley/workflows/validation/prompt';
import { v7 as uuidv7 } from 'uuid';
import { found } from '../http/not-found.ts';
import { readRuns } from './read-runs.ts';
import type { Selected } from './select-creators.ts';

/** What the rules judge in a second; their outcomes are stored in portions. */
const RULES_PER_SECOND = 300;

/** What a run would do and cost. The seconds are the least: a slow model takes longer. */
export async function estimateOf(
  sql: Queries,
  validatorId: string,
  { total, alreadyCurrent, toRun }: Selected,
  model: ModelSettings | null,
): Promise<RunEstimate> {
  const [validator] = await sql<
    { criteria: string }[]
  >`select criteria from validators where id = ${validatorId}`;
  const perSecond = model ? model.requestsPerMinute / 60 : RULES_PER_SECOND;
  return {
    total,
    alreadyCurrent,
    toRun: toRun.length,
    model: model?.model ?? null,
    estimatedSeconds: Math.ceil(toRun.length / perSecond),
    estimatedTokens: model ? toRun.length * tokensFor(found(validator, 'validator').criteria) : 0,
  };
}

export interface NewRun {
  readonly validatorId: string;
  readonly creatorIds: readonly string[];
  readonly model: ModelSettings | null;
  readonly by: Actor;
}

/** Stores a run: its creators and criteria are fixed from here on. Its workflow is started after the commit. */
export async function addRun(
  sql: Queries,
  { validatorId, creatorIds, model, by }: NewRun,
  id: string = uuidv7(),
): Promise<ValidationRunView> {
  await sql`
    insert into validation_runs (id, validator_id, validator_version, criteria, model, total, actor_kind, actor_id)
    select ${id}, id, version, criteria, ${model?.model ?? null}, ${creatorIds.length}, ${by.kind}, ${by.id}
    from validators where id = ${validatorId}`;
  await sql`
    insert into validation_items (run_id, position, creator_id)
    select ${id}, position - 1, creator_id
    from unnest(${[...creatorIds]}::uuid[]) with ordinality as c(creator_id, position)`;
  const [run] = await readRuns(sql, [id]);
  await announce(sql, { kind: 'validator', id: validatorId });
  return found(run, 'validation run');
}
