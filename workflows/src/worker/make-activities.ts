import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import type { CollaborationActivities } from '../activities.ts';
import { madeId } from '../collaboration/made-id.ts';
import { jsonText, type Sql } from '../projection/postgres.ts';
import { project } from '../projection/project.ts';
import { readSettings, settingsNow } from './settings.ts';
import { tagOutcome } from './tag-outcome.ts';

export interface ActivityDeps {
  readonly sql: Sql;
  readonly log: Logger;
  /** From a final status, or the latest change after it, to the workflow's end. */
  readonly completeAfterMs: number;
}

/** The activities over a Postgres that the server has brought up to date; until then they fail and are retried. */
export function makeActivities({
  sql,
  log,
  completeAfterMs,
}: ActivityDeps): CollaborationActivities {
  return {
    async project(projection) {
      const result = await orHopeless(() => project(sql, projection));
      // The state would only fill the workflow's history.
      return result.kind === 'stored' ? { kind: 'stored', version: result.version } : result;
    },
    async reminderDue({ campaignId }) {
      return settingsNow(
        await readSettings(sql, campaignId, completeAfterMs),
        new Date().toISOString(),
      );
    },
    async readSettings({ campaignId }) {
      const read = await readSettings(sql, campaignId, completeAfterMs);
      // Closed hours are looked at when a reminder falls due, not before.
      return settingsNow({ ...read, workingTime: null }, new Date().toISOString());
    },
    async tagOutcome(ended) {
      await sql.begin((transaction) => tagOutcome(transaction, ended));
    },
    async raiseAlarm({ kind, collaborationId, detail }) {
      log.error({ alarm: kind, collaborationId, detail }, 'A collaboration needs an operator');
      await sql`
        insert into alarms (id, kind, collaboration_id, detail)
        select ${madeId(randomUUID(), Date.now())}, ${kind}, ${collaborationId}, ${jsonText({ detail })}::text::jsonb
        where not exists (select 1 from alarms
          where kind = ${kind} and collaboration_id = ${collaborationId} and cleared_at is null)`;
    },
  };
}

/** Postgres' classes "data exception" and "integrity constraint violation": no retry will heal them. */
const HOPELESS = /^2[23]/;

async function orHopeless<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (!HOPELESS.test(code)) throw error;
    const detail = error instanceof Error ? error.message : code;
    throw ApplicationFailure.create({
      message: detail,
      type: `POSTGRES_${code}`,
      nonRetryable: true,
    });
  }
}
