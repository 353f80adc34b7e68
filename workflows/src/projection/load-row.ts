import { policyOf } from '@parley/domain/reminders';
import { stateSchema, type CollaborationState } from '@parley/domain/state.schema';
import type { ReminderSettings } from '@parley/domain/view';
import { endOfDayIn } from './end-of-day.ts';
import type { Queries } from './postgres.ts';
import type { Projection } from './projection.ts';
import type { RowSettings } from './row-data.ts';

/** The row before a projection, locked, with what deriving it depends on. */
export interface RowBefore {
  /** 0 where there is no row. */
  readonly version: number;
  readonly state: CollaborationState | null;
  /** Command ids of the given events that the timeline has already, by seq. */
  readonly present: ReadonlyMap<number, string>;
  readonly settings: RowSettings;
}

interface SettingsRow {
  readonly time_zone: string;
  readonly reminders: ReminderSettings;
  readonly campaign_status: string | null;
}

/** Locks the row until the transaction ends. One round trip: the three queries go out together, in this order. */
export async function loadRow(sql: Queries, projection: Projection): Promise<RowBefore> {
  const { collaborationId, events } = projection;
  const first = events[0];
  const campaignId = first?.type === 'Created' ? first.data.campaignId : null;
  const [rows, present, settings] = await Promise.all([
    sql<{ version: number; state: unknown }[]>`
      select version, state from collaborations where id = ${collaborationId} for update`,
    sql<{ seq: number; command_id: string }[]>`
      select seq, command_id from events
      where collaboration_id = ${collaborationId}
        and seq between ${first?.seq ?? 0} and ${events.at(-1)?.seq ?? 0}`,
    sql<SettingsRow[]>`
      select w.time_zone, w.reminders,
        (select status from campaigns where id = coalesce(
          (select campaign_id from collaborations where id = ${collaborationId}), ${campaignId}::uuid)) campaign_status
      from workspace w`,
  ]);
  const row = rows[0];
  return {
    version: row?.version ?? 0,
    state: row ? stateSchema.parse(row.state) : null,
    present: new Map(present.map((event) => [event.seq, event.command_id])),
    settings: rowSettings(settings[0]),
  };
}

/** What rows depend on, from the workspace and the campaign. A workspace that is not set up yet counts as UTC. */
export function rowSettings(row: SettingsRow | undefined): RowSettings {
  // Draft, Paused and Archived campaigns rest their automation.
  const rests = row !== undefined && row.campaign_status !== null && row.campaign_status !== 'Live';
  return {
    endOfDay: endOfDayIn(row?.time_zone ?? 'UTC'),
    policy: row === undefined || rests ? null : policyOf(row.reminders),
  };
}
