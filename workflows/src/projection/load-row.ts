import type { CollaborationEvent } from '@parley/domain/events.schema';
import { policyOf } from '@parley/domain/reminders';
import { stateSchema, type CollaborationState } from '@parley/domain/state.schema';
import type { ReminderSettings } from '@parley/domain/view';
import type { WorkingTime } from '../calendar/working-time.ts';
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

export interface SettingsRow {
  /** Null before the workspace is set up. */
  readonly time_zone: string | null;
  readonly reminders: ReminderSettings | null;
  readonly working_days: readonly number[] | null;
  readonly working_hours: WorkingTime['workingHours'] | null;
  readonly campaign_status: string | null;
}

interface Locked extends SettingsRow {
  readonly version: number;
  readonly state: unknown;
}

/** Locks the row until the transaction ends. One query where the row is there and lacks all the events. */
export async function loadRow(sql: Queries, projection: Projection): Promise<RowBefore> {
  const { collaborationId, events } = projection;
  const [row] = await sql<Locked[]>`
    select c.version, c.state, w.time_zone, w.reminders, w.working_days, w.working_hours,
      k.status as campaign_status
    from collaborations c left join campaigns k on k.id = c.campaign_id left join workspace w on true
    where c.id = ${collaborationId} for update of c`;
  if (!row) return await noRow(sql, events[0]);
  const first = events[0]?.seq ?? 1;
  const present = first <= row.version ? await readPresent(sql, collaborationId, first) : [];
  return {
    version: row.version,
    state: stateSchema.parse(row.state),
    present: new Map(present.map((event) => [event.seq, event.command_id])),
    settings: rowSettings(row),
  };
}

async function noRow(sql: Queries, first: CollaborationEvent | undefined): Promise<RowBefore> {
  const campaignId = first?.type === 'Created' ? first.data.campaignId : null;
  const settings = await sql<SettingsRow[]>`
    select w.time_zone, w.reminders, w.working_days, w.working_hours,
      (select status from campaigns where id = ${campaignId}) as campaign_status
    from workspace w`;
  return { version: 0, state: null, present: new Map(), settings: rowSettings(settings[0]) };
}

/** Asked after the lock is held: what another projection stored while this one waited is seen. */
function readPresent(sql: Queries, collaborationId: string, first: number): Promise<EventKey[]> {
  return sql<EventKey[]>`
    select seq, command_id from events where collaboration_id = ${collaborationId} and seq >= ${first}`;
}

interface EventKey {
  readonly seq: number;
  readonly command_id: string;
}

/** What rows depend on, from the workspace and the campaign. A workspace that is not set up yet counts as UTC. */
export function rowSettings(row: SettingsRow | undefined): RowSettings {
  const timeZone = row?.time_zone ?? 'UTC';
  return { endOfDay: endOfDayIn(timeZone), reminders: remindersOf(row, timeZone) };
}

function remindersOf(row: SettingsRow | undefined, timeZone: string): RowSettings['reminders'] {
  // Draft, Paused and Archived campaigns rest their automation.
  const isResting = row?.campaign_status != null && row.campaign_status !== 'Live';
  if (!row?.reminders || !row.working_days || !row.working_hours || isResting) return null;
  const { reminders, working_days: workingDays, working_hours: workingHours } = row;
  return { policy: policyOf(reminders), workingTime: { timeZone, workingDays, workingHours } };
}
