import type { EventView } from '@parley/domain/view';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import type { Caller } from '../auth/caller.ts';
import { eventOfCommand } from '../commands/answer.ts';
import { readCommandState, type CommandState } from '@parley/workflows/commands/stored-command';
import type { Queries } from '../db/connect.ts';

/** What became of a change, as the API answers it. */
export interface CommandView {
  readonly commandId: string;
  readonly collaborationId: string;
  readonly state: 'pending' | 'applied' | 'unchanged' | 'refused' | 'failed';
  readonly code?: string;
  readonly detail?: string;
  readonly event?: EventView;
  readonly version?: number;
}

/** Null where there is none, or where the caller neither asked for it nor sees the collaboration. */
export async function readCommand(
  sql: Queries,
  caller: Caller,
  commandId: string,
): Promise<CommandView | null> {
  const command = await readCommandState(sql, commandId);
  if (!command || !(await maySee(sql, caller, command))) return null;
  const event = await eventOfCommand(sql, caller, command);
  const { outcome, code, detail, version, collaborationId } = command;
  return {
    commandId,
    collaborationId,
    state: outcome ?? 'pending',
    ...(code === null ? {} : { code }),
    ...(detail === null ? {} : { detail }),
    ...(event === null ? {} : { event }),
    ...(version === null ? {} : { version }),
  };
}

/** A creation that is not decided has no row yet: then whoever asked for it sees it, and who sees everything. */
async function maySee(
  sql: Queries,
  caller: Caller,
  { id, collaborationId }: CommandState,
): Promise<boolean> {
  const rows = await sql`
    select 1 from collaborations
    where id = ${collaborationId} and campaign_id in (${visibleCampaigns(sql, caller)})
    union all
    select 1 from commands
    where id = ${id} and not exists (select 1 from collaborations where id = ${collaborationId})
      and (actor_id = ${caller.accountId} or ${caller.role === 'owner' || caller.role === 'admin'}::bool)`;
  return rows.length > 0;
}
