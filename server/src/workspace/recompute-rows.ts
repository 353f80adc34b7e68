import { earliestAttention } from '@parley/domain/attention';
import { stateSchema } from '@parley/domain/state.schema';
import { jsonText, type Queries, type Sql } from '@parley/workflows/projection/postgres';
import { rowData, type RowSettings } from '@parley/workflows/projection/row-data';
import { announce } from '@parley/workflows/projection/store-changes';
import { readSettings } from '../read/rows.ts';
import { WORKSPACE_ID } from './workspace-id.ts';

const CHUNK = 200;

/**
 * Derives attention and next reminder of rows anew, after the settings they depend on changed: due dates matter
 * while Fulfilling, reminders while Negotiating. In chunks of their own transactions, so that no change waits long
 * for a row. `campaignId`: only of that campaign. Safe to repeat.
 */
export async function recomputeRows(sql: Sql, campaignId: string | null = null): Promise<void> {
  let after: string | null = null;
  do after = await sql.begin((transaction) => recomputeChunk(transaction, campaignId, after));
  while (after !== null);
  // Lists kept what they knew when the settings changed, which was before these rows did.
  if (campaignId === null)
    await sql.begin((transaction) => announce(transaction, { kind: 'settings', id: WORKSPACE_ID }));
}

interface Row {
  readonly id: string;
  readonly state: unknown;
  readonly campaign_status: string;
}

async function recomputeChunk(
  sql: Queries,
  campaignId: string | null,
  after: string | null,
): Promise<string | null> {
  const settings = await readSettings(sql);
  const rows = await sql<Row[]>`
    select c.id, c.state, k.status as campaign_status from collaborations c join campaigns k on k.id = c.campaign_id
    where c.status in ('Negotiating', 'Fulfilling') and (${after}::uuid is null or c.id > ${after}::uuid)
      and (${campaignId}::uuid is null or c.campaign_id = ${campaignId}::uuid)
    order by c.id limit ${CHUNK} for update of c`;
  const derived = rows.map((row) => derivedOf(row, settings(row.campaign_status)));
  await sql`
    update collaborations c set attention = d.attention, attention_since = d.since, next_reminder_at = d.next
    from jsonb_to_recordset(${jsonText(derived)}::text::jsonb)
      as d(id uuid, attention jsonb, since timestamptz, next timestamptz)
    where c.id = d.id and (c.attention, c.attention_since, c.next_reminder_at)
      is distinct from (d.attention, d.since, d.next)`;
  return rows.length === CHUNK ? (rows.at(-1)?.id ?? null) : null;
}

function derivedOf({ id, state }: Row, settings: RowSettings) {
  const { attention, nextReminderAt } = rowData(stateSchema.parse(state), settings);
  return { id, attention, since: earliestAttention(attention), next: nextReminderAt };
}
