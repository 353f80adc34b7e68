import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Sql } from '../projection/postgres.ts';
import { ruleJudge } from '../validation/judge.ts';
import { modelJudge } from '../validation/model-judge.ts';
import type { ModelSettings } from '../validation/model-settings.ts';
import { sharedPace } from '../validation/pace.ts';
import { readStep } from '../validation/run-row.ts';
import { steerRun } from '../validation/steer-run.ts';
import { validateChunk } from '../validation/validate-chunk.ts';
import type { ValidationActivities } from '../validation/validation-activities.ts';

const HEARTBEAT_MS = 1_000;
/** Runs that this worker works on at once: the places of activities are for collaborations first. */
const RUNS_AT_ONCE = 2;
const WAIT_MS = 3_000;

/** The activities of validation runs. `model` null: the embedded rules judge. */
export function makeValidationActivities({
  sql,
  model,
}: {
  readonly sql: Sql;
  readonly model: ModelSettings | null;
}): ValidationActivities {
  const pace = model && sharedPace(sql, { perWindow: model.requestsPerMinute, windowMs: 60_000 });
  const judgeFor = (criteria: string) =>
    model && pace ? modelJudge(criteria, model, pace) : ruleJudge(criteria);
  let busy = 0;
  return {
    async steerRun({ runId, command }) {
      await sql.begin((transaction) => steerRun(transaction, runId, command, true));
    },
    async validateChunk({ runId }) {
      if (busy >= RUNS_AT_ONCE) return await readStep(sql, runId, WAIT_MS);
      busy += 1;
      const beating = setInterval(heartbeat, HEARTBEAT_MS);
      try {
        return await validateChunk({ sql, judgeFor }, runId, cancellationSignal());
      } finally {
        clearInterval(beating);
        busy -= 1;
      }
    },
  };
}
