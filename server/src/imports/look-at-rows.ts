import { decideCreators } from '@parley/workflows/import/decide-creators';
import type { ImportJob, PendingRow, RowResult } from '@parley/workflows/import/import-row';
import { rowsAfter } from '@parley/workflows/import/import-store';
import { jsonText, type Queries } from '@parley/workflows/projection/postgres';

const CHUNK = 1_000;
type Plan = Pick<ImportJob, 'id' | 'kind' | 'mapping' | 'duplicates'>;

/**
 * Looks at every row as the import would, and keeps with each what is wrong with it. Nothing but the import itself is
 * changed; what the rows name can change until it starts.
 */
export async function lookAtRows(sql: Queries, plan: Plan): Promise<void> {
  await sql`update import_rows set errors = null where import_id = ${plan.id} and errors is not null`;
  let [invalid, existing] = [0, 0];
  const decide = decider(sql, plan);
  for (let after = 0; ;) {
    const rows = await rowsAfter(sql, plan.id, after, CHUNK);
    const last = rows.at(-1);
    if (!last) break;
    const results = await decide(rows);
    const refused = results.filter(({ outcome }) => outcome === 'refused');
    await keepErrors(sql, plan.id, refused);
    invalid += refused.length;
    existing += results.filter(
      ({ outcome }) => outcome === 'skipped' || outcome === 'updated',
    ).length;
    after = last.row;
  }
  await sql`update imports set invalid = ${invalid}, existing = ${existing} where id = ${plan.id}`;
}

function decider(
  sql: Queries,
  plan: Plan,
): (rows: readonly PendingRow[]) => Promise<readonly RowResult[]> {
  const broughtBy = new Map<string, string>();
  return async (rows) => (await decideCreators(sql, plan, rows, broughtBy)).results;
}

async function keepErrors(
  sql: Queries,
  importId: string,
  refused: readonly RowResult[],
): Promise<void> {
  if (refused.length === 0) return;
  await sql`
    update import_rows r set errors = d.errors
    from jsonb_to_recordset(${jsonText(refused)}::text::jsonb) as d(row int, errors jsonb)
    where r.import_id = ${importId} and r.row = d.row`;
}
