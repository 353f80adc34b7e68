import type { Sql } from '@parley/workflows/projection/postgres';
import { ruleJudge } from '@parley/workflows/validation/judge';
import { validateChunk } from '@parley/workflows/validation/validate-chunk';
import { changeCampaign } from '../campaigns/write-campaign.ts';
import { addRun } from '../validators/start-run.ts';
import { newValidator } from '../validators/validator-body.ts';
import { addValidator } from '../validators/write-validator.ts';
import { campaignIdOf } from './sample-campaigns.ts';
import { creatorIdOf } from './sample-creators.ts';
import { sampleId } from './sample-ids.ts';
import type { SamplePeople } from './sample-people.ts';

interface SampleValidator {
  readonly key: string;
  readonly name: string;
  readonly criteria: string;
  /** How many creators have a result. */
  readonly creators: number;
  /** The campaign that chose it; its other ones show the newest result. */
  readonly campaign: string | null;
}

const VALIDATORS: readonly SampleValidator[] = [
  {
    key: 'trail',
    name: 'Trail-ready',
    criteria:
      'Hiking, outdoor or running creators with at least 20k followers and an engagement of at least 3 %. Based in Europe. No gambling.',
    creators: 48,
    campaign: 'trail',
  },
  {
    key: 'skin',
    name: 'Skin care fit',
    criteria:
      'Skin care or beauty creators on Instagram, TikTok or YouTube.\nAt least 10k followers.\nAn audience of women aged 20-35.\nNo alcohol or gambling.',
    creators: 54,
    campaign: null,
  },
];

/**
 * Makes the validators and their results by the embedded rules, whatever model is set up: a sample must cost nothing
 * and look the same everywhere. Safe to repeat, also half-way.
 */
export async function makeValidators(sql: Sql, people: SamplePeople): Promise<void> {
  for (const validator of VALIDATORS) {
    const runId = sampleId('validation run', validator.key);
    await makeValidator(sql, people, validator, runId);
    const judging = { sql, judgeFor: ruleJudge };
    let step = await validateChunk(judging, runId, new AbortController().signal);
    while (step.state === 'running')
      step = await validateChunk(judging, runId, new AbortController().signal);
  }
}

async function makeValidator(
  sql: Sql,
  people: SamplePeople,
  { key, name, criteria, creators, campaign }: SampleValidator,
  runId: string,
): Promise<void> {
  const id = sampleId('validator', key);
  await sql.begin(async (transaction) => {
    const known = await transaction`select 1 from validators where id = ${id}`;
    if (known.length > 0) return;
    await addValidator(transaction, people.owner, newValidator.parse({ name, criteria }), id);
    const creatorIds = Array.from({ length: creators }, (_, index) => creatorIdOf(index));
    const by = { kind: 'member', id: people.owner } as const;
    await addRun(transaction, { validatorId: id, creatorIds, model: null, by }, runId);
    // Judged here and now: no workflow is to take it up.
    await transaction`update validation_runs set is_told = true where id = ${runId}`;
    if (campaign !== null)
      await changeCampaign(transaction, campaignIdOf(campaign), { validatorId: id });
  });
}
