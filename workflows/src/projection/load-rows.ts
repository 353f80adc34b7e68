import { policyOf } from '@parley/domain/reminders';
import { stateSchema, type CollaborationState } from '@parley/domain/state.schema';
import type { ReminderSettings } from '@parley/domain/view';
import type { WorkingTime } from '../calendar/working-time.ts';
import { endOfDayIn } from './end-of-day.ts';
import { jsonText, type Queries } from './postgres.ts';
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
  readonly id: string;
  readonly version: number;
  readonly state: unknown;
}

/**
 * Locks the rows, in the order of their ids, until the transaction ends: of each projection the row before it. One
 * query where the rows are there and lack all the events.
 */
export async function loadRows(
  sql: Queries,
  projections: readonly Projection[],
): Promise<RowBefore[]> {
  const locked = await lockRows(sql, projections);
  const rows = new Map(locked.map((row) => [row.id, row]));
  const present = await readPresent(
    sql,
    projections.filter(({ collaborationId, events }) => {
      const row = rows.get(collaborationId);
      return row !== undefined && (events[0]?.seq ?? 1) <= row.version;
    }),
  );
  const campaignOf = ({ events: [first] }: Projection) =>
    first?.type === 'Created' ? first.data.campaignId : null;
  const isNew = ({ collaborationId }: Projection) => !rows.has(collaborationId);
  const settings = await readSettings(sql, projections.filter(isNew).map(campaignOf));
  return projections.map((projection) => {
    const row = rows.get(projection.collaborationId);
    if (row) return rowBefore(row, present.get(projection.collaborationId) ?? []);
    return noRow(settings.get(campaignOf(projection)));
  });
}

function lockRows(sql: Queries, projections: readonly Projection[]): PromiseLike<Locked[]> {
  const ids = projections.map(({ collaborationId }) => collaborationId);
  return sql<Locked[]>`
    select c.id, c.version, c.state, w.time_zone, w.reminders, w.working_days, w.working_hours,
      k.status as campaign_status
    from collaborations c left join campaigns k on k.id = c.campaign_id left join workspace w on true
    where c.id = any(${ids}::uuid[]) order by c.id for update of c`;
}

function rowBefore(row: Locked, present: readonly EventKey[]): RowBefore {
  return {
    version: row.version,
    state: stateSchema.parse(row.state),
    present: new Map(present.map((event) => [event.seq, event.command_id])),
    settings: rowSettings(row),
  };
}

function noRow(settings: SettingsRow | undefined): RowBefore {
  return { version: 0, state: null, present: new Map(), settings: rowSettings(settings) };
}

/** What rows to be made in these campaigns depend on; null: nobody knows in which. */
async function readSettings(
  sql: Queries,
  campaigns: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, SettingsRow>> {
  if (campaigns.length === 0) return new Map();
  const rows = await sql<(SettingsRow & { readonly campaign_id: string | null })[]>`
    select a.campaign_id, w.time_zone, w.reminders, w.working_days, w.working_hours, k.status as campaign_status
    from unnest(${[...new Set(campaigns)]}::uuid[]) as a(campaign_id)
      left join campaigns k on k.id = a.campaign_id left join workspace w on true`;
  return new Map(rows.map((row) => [row.campaign_id, row]));
}

/** Asked after the locks are held: what another projection stored while this one waited is seen. */
async function readPresent(
  sql: Queries,
  projections: readonly Projection[],
): Promise<ReadonlyMap<string, readonly EventKey[]>> {
  if (projections.length === 0) return new Map();
  const firsts = projections.map(({ collaborationId, events }) => ({
    id: collaborationId,
    first: events[0]?.seq ?? 1,
  }));
  const rows = await sql<(EventKey & { readonly collaboration_id: string })[]>`
    select collaboration_id, seq, command_id
    from jsonb_to_recordset(${jsonText(firsts)}::text::jsonb) as p(id uuid, first int)
      join events on collaboration_id = p.id and seq >= p.first`;
  return Map.groupBy(rows, (row) => row.collaboration_id);
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
