import type { CollaborationRow } from '@parley/domain/view';
import { stateSchema } from '@parley/domain/state.schema';
import { rowSettings, type SettingsRow } from '@parley/workflows/projection/load-rows';
import type { Queries } from '@parley/workflows/projection/postgres';
import { type RowData, rowData, type RowSettings } from '@parley/workflows/projection/row-data';
import { type Names, readNames } from './names.ts';

/** Puts the names to a row's data. Pure. */
export function joined(data: RowData, names: Names): CollaborationRow {
  const { campaignId, creatorId, ownerId, ...rest } = data;
  return {
    ...rest,
    campaign: names.campaign(campaignId),
    creator: names.creator(creatorId, campaignId),
    owner: names.person(ownerId),
  };
}

/** Rows as they are now from the states that `collaborations` keeps. */
export async function rowsOf(
  sql: Queries,
  states: readonly unknown[],
): Promise<CollaborationRow[]> {
  const parsed = states.map((state) => stateSchema.parse(state));
  const names = await namesOfRows(sql, parsed);
  return parsed.map((state) => joined(rowData(state, names.settings(state.campaignId)), names));
}

/** The states of collaborations, in the order of the ids. */
export async function readStates(sql: Queries, ids: readonly string[]): Promise<unknown[]> {
  if (ids.length === 0) return [];
  const rows = await sql<{ id: string; state: unknown }[]>`
    select id, state from collaborations where id = any(${[...ids]}::uuid[])`;
  const states = new Map(rows.map((row) => [row.id, row.state]));
  return ids.map((id) => states.get(id));
}

function namesOfRows(
  sql: Queries,
  rows: readonly Pick<RowData, 'campaignId' | 'creatorId' | 'ownerId'>[],
): Promise<Names> {
  return readNames(sql, {
    campaigns: rows.map((row) => row.campaignId),
    creators: rows.map((row) => row.creatorId),
    people: rows.map((row) => row.ownerId),
    withSettings: true,
  });
}

/** What the workspace lends to its rows, by the status of their campaign. */
export async function readSettings(
  sql: Queries,
): Promise<(campaignStatus: string | null) => RowSettings> {
  const [workspace] = await sql<Omit<SettingsRow, 'campaign_status'>[]>`
    select time_zone, reminders, working_days, working_hours from workspace`;
  return (campaignStatus) =>
    rowSettings(workspace && { ...workspace, campaign_status: campaignStatus });
}
