import type { Client } from '@temporalio/client';
import { OPEN_STATUSES } from '@parley/domain/statuses';
import type { Sql } from '@parley/workflows/projection/postgres';
import type { Logger } from 'pino';
import { workflowIdOf } from '@parley/workflows/task-queue';

/** Signals sent at once. */
const AT_ONCE = 16;

interface Parts {
  readonly sql: Sql;
  readonly temporal: Client;
  readonly log: Logger;
}

/**
 * Tells the workflows of open collaborations that settings they depend on changed, so that they read them anew;
 * `campaignId`: only of that campaign. One that cannot be told is logged: it reads the settings at its next change,
 * and before it reminds.
 */
export async function tellWorkflows(
  { sql, temporal, log }: Parts,
  campaignId: string | null,
): Promise<void> {
  const open = await sql<{ id: string }[]>`
    select id from collaborations
    where status = any(${[...OPEN_STATUSES]}::text[])
      and (${campaignId}::uuid is null or campaign_id = ${campaignId}::uuid)
    order by id`;
  const waiting = open.map((row) => row.id).values();
  const tell = async () => {
    for (const id of waiting) {
      await temporal.workflow
        .getHandle(workflowIdOf(id))
        .signal('settingsChanged', {})
        .catch((error: unknown) => {
          log.warn(
            { err: error, collaborationId: id },
            'Could not tell a workflow that settings changed',
          );
        });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, tell));
}

/** What the routes of settings call after their change is committed; it must not make the caller wait. */
export type SettingsChanged = (campaignId: string | null) => void;

export function settingsChangedIn(parts: Parts): SettingsChanged {
  return (campaignId) => {
    tellWorkflows(parts, campaignId).catch((error: unknown) => {
      parts.log.error({ err: error }, 'Could not tell the workflows that settings changed');
    });
  };
}
