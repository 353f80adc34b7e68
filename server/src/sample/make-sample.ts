import type { Sql } from '@parley/workflows/projection/postgres';
import type { PathDeps } from '@parley/workflows/commands/path';
import { tellWorkflows } from '../workspace/tell-workflows.ts';
import { recomputeRows } from '../workspace/recompute-rows.ts';
import { makeCampaigns, openCampaigns } from './sample-campaigns.ts';
import { sampleClock } from './sample-clock.ts';
import { makeCreators } from './sample-creators.ts';
import { makePeople, type SamplePeople } from './sample-people.ts';
import { samplePlans } from './sample-plan.ts';
import { makeTags } from './sample-tags.ts';
import { makeValidators } from './sample-validators.ts';
import { tellPlan, type Telling } from './tell-plan.ts';

/** Collaborations told at once; each takes one change after the other. */
const AT_ONCE = 12;
const LOG_EVERY = 30;

/** The rest of the making, once its people are there. */
export type MakeRest = (signal: AbortSignal) => Promise<void>;

/**
 * Begins the sample workspace where there are no people yet, or takes it up where an earlier start was ended
 * half-way: the same ids, the same histories. Its people can sign in as soon as this answers, with what makes the
 * rest; null where there is nothing to make. Run the rest in one process at a time.
 */
export async function beginSample(deps: PathDeps): Promise<MakeRest | null> {
  const begun = await beginOrResume(deps.sql);
  return begun && ((signal) => makeRest(deps, begun, signal));
}

async function makeRest(deps: PathDeps, { at, people }: Begun, signal: AbortSignal): Promise<void> {
  const clock = sampleClock(at);
  deps.log.info('Making the sample workspace: sign in as owner@example.com with parley-sample');
  await makeCampaigns(deps.sql, people, clock);
  await makeTags(deps.sql);
  await makeCreators(deps.sql);
  await makeValidators(deps.sql, people);
  await tellAll({ deps, people, signal }, samplePlans(people, clock));
  for (const campaignId of await openCampaigns(deps.sql)) {
    await recomputeRows(deps.sql, campaignId);
    await tellWorkflows(deps, campaignId);
  }
  await deps.sql`update sample set finished_at = now()`;
  deps.log.info('The sample workspace is complete');
}

interface Begun {
  readonly at: Date;
  readonly people: SamplePeople;
}

/** Null where the workspace is somebody's own, or the sample is complete. People are there as soon as this answers. */
async function beginOrResume(sql: Sql): Promise<Begun | null> {
  return await sql.begin(async (transaction): Promise<Begun | null> => {
    await transaction`lock table sample in exclusive mode`;
    const [known] = await transaction<{ at: Date; is_finished: boolean }[]>`
      select begun_at as at, finished_at is not null as is_finished from sample`;
    if (known)
      return known.is_finished ? null : { at: known.at, people: await makePeople(transaction) };
    const people = await transaction`select 1 from people limit 1`;
    if (people.length > 0) return null;
    const [made] = await transaction<
      { at: Date }[]
    >`insert into sample default values returning begun_at as at`;
    return made ? { at: made.at, people: await makePeople(transaction) } : null;
  });
}

async function tellAll(telling: Telling, plans: ReturnType<typeof samplePlans>): Promise<void> {
  const waiting = plans.values();
  let done = 0;
  const teller = async () => {
    for (const plan of waiting) {
      await tellPlan(telling, plan);
      done += 1;
      if (done % LOG_EVERY === 0)
        telling.deps.log.info(`Sample workspace: ${done} of ${plans.length} collaborations`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, teller));
}
