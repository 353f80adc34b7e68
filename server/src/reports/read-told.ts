import type { Queries } from '@parley/workflows/projection/postgres';
import type { z } from 'zod';
import { deliverablesOf, toldContent } from './deliverables.ts';
import { campaignsOf, moneyOf, toldMoney, toldTerms } from './money.ts';
import { byPlatform, byTag, reasons, toldOutcomes } from './outcomes.ts';
import type { ReportScope } from './report-scope.ts';
import { movesOf, staysOf, turnsOf } from './statuses.ts';
import { toldScope, toldStatus } from './told-events.ts';
import { told } from './told-json.ts';

export type Told = z.output<typeof told>;

/** Everything a report tells, in one statement: each kind of event is read once. */
export async function readTold(sql: Queries, scope: ReportScope): Promise<Told> {
  // Compiling the statement costs more than it saves; its hashes and sorts should not go to disk.
  await sql`select set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`;
  const [row] = await sql`
    with ${toldScope(sql, scope)}, ${toldStatus(sql, scope)}, ${toldOutcomes(sql, scope)}, ${toldTerms(sql, scope)},
      ${toldContent(sql, scope)}, ${toldMoney(sql, scope)}
    select (${turnsOf(sql, scope)}) as turns, (${staysOf(sql, scope)}) as stays, (${movesOf(sql, scope)}) as moves,
      (${byTag(sql)}) as tags, (${byPlatform(sql)}) as platforms, (${reasons(sql, scope)}) as reasons,
      (${moneyOf(sql)}) as money, (${campaignsOf(sql)}) as campaigns, (${deliverablesOf(sql, scope)}) as weeks`;
  return told.parse(row);
}
