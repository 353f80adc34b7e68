import { newId } from './new-id.ts';
import { jsonText } from '../projection/postgres.ts';
import type { PathDeps } from './path.ts';
import type { Queries } from '../projection/postgres.ts';

export type AlarmKind = 'DIVERGED' | 'UPDATE_FAILED' | 'RECONCILE_FAILED';

/** Tells operators, in the log and in `alarms`; the same open alarm of a collaboration is raised once. */
export async function raiseAlarm(
  deps: Pick<PathDeps, 'sql' | 'log'>,
  kind: AlarmKind,
  collaborationId: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  deps.log.error({ alarm: kind, collaborationId, ...detail }, 'A collaboration needs an operator');
  await deps.sql`
    insert into alarms (id, kind, collaboration_id, detail)
    select ${newId()}, ${kind}, ${collaborationId}, ${jsonText(detail)}::text::jsonb
    where not exists (select 1 from alarms
      where kind = ${kind} and collaboration_id = ${collaborationId} and cleared_at is null)`;
}

/** Marks the open alarms of a collaboration as dealt with. */
export async function clearAlarms(sql: Queries, collaborationId: string): Promise<void> {
  await sql`update alarms set cleared_at = now() where collaboration_id = ${collaborationId} and cleared_at is null`;
}
