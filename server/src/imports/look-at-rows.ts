import { isFinal } from '@parley/domain/statuses';
import {
  decideCollaborations,
  type ReadyCollaboration,
} from '@parley/workflows/import/decide-collaborations';
import { decideCreators } from '@parley/workflows/import/decide-creators';
import type { ImportJob, PendingRow, RowResult } from '@parley/workflows/import/import-row';
import type { Acting } from '@parley/workflows/import/named-things';
import { rowsAfter } from '@parley/workflows/import/import-store';
import { jsonText, type Queries } from '@parley/workflows/projection/postgres';

const CHUNK = 1_000;
type Plan = Pick<ImportJob, 'id' | 'kind' | 'mapping' | 'duplicates' | 'createsCreators'>;

/**
 * Looks at every row as the import would, and keeps with each what is wrong with it. Nothing but the import itself is
 * changed; what the rows name can change until it starts.
 */
export async function lookAtRows(sql: Queries, plan: Plan, acting: Acting): Promise<void> {
  await forgetLook(sql, plan.id);
  let [invalid, existing] = [0, 0];
  const decide = decider(sql, plan, acting);
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

/** Takes back what an earlier look found. */
export async function forgetLook(sql: Queries, importId: string): Promise<void> {
  await sql`update import_rows set errors = null where import_id = ${importId} and errors is not null`;
  await sql`update imports set invalid = 0, existing = 0 where id = ${importId}`;
}

function decider(
  sql: Queries,
  plan: Plan,
  acting: Acting,
): (rows: readonly PendingRow[]) => Promise<readonly RowResult[]> {
  const broughtBy = new Map<string, string>();
  const pairs = new Set<string>();
  return async (rows) => {
    if (plan.kind === 'creators') return (await decideCreators(sql, plan, rows, broughtBy)).results;
    const { ready, refused } = await decideCollaborations(sql, plan, acting, rows);
    const open = await openPairs(sql, ready);
    const skipped = ready
      .toSorted((a, b) => a.row - b.row)
      .filter((one) => {
        const isOpen = open.has(pairOf(one)) || pairs.has(pairOf(one));
        if (!isClosed(one)) pairs.add(pairOf(one));
        return isOpen;
      });
    return [...refused, ...skipped.map(({ row }) => ({ row, outcome: 'skipped' as const }))];
  };
}

const pairOf = ({ campaignId, creatorId }: Pick<ReadyCollaboration, 'campaignId' | 'creatorId'>) =>
  `${campaignId}/${creatorId}`;

/** One that ends with its import leaves room for the next of the same two. */
function isClosed({ contents }: ReadyCollaboration): boolean {
  const last = contents.at(-1);
  return last?.name === 'changeStatus' && isFinal(last.body.to);
}

async function openPairs(
  sql: Queries,
  ready: readonly ReadyCollaboration[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ pair: string }[]>`
    select p.campaign_id || '/' || p.creator_id as pair from open_pairs p
    join unnest(${ready.map(({ campaignId }) => campaignId)}::uuid[], ${ready.map(({ creatorId }) => creatorId)}::uuid[])
      as r(campaign_id, creator_id) on p.campaign_id = r.campaign_id and p.creator_id = r.creator_id`;
  return new Set(rows.map(({ pair }) => pair));
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
