import { batchCommand, type DecidedChange } from '@parley/domain/batch-command';
import type { Change } from '@parley/domain/commands.schema';
import { permits, seesCampaign } from '@parley/domain/permissions';
import type { Role } from '@parley/domain/view';
import type { BatchRow } from './batch-rows.ts';

/** What is known of one row before its workflow is asked. */
export type Verdict =
  | { readonly kind: 'ask'; readonly change: Change }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string };

const refused = (code: string, detail: string): Verdict => ({ kind: 'refused', code, detail });

/**
 * Whether somebody with this role may do this to this row now, and the command that does it. Asked for the dry run,
 * and again for every row at the time it is applied. Pure.
 */
export function verdictOf(row: BatchRow, role: Role | null, change: DecidedChange): Verdict {
  const denied = accessRefusal(row, role);
  if (denied) return denied;
  if (row.state === null) return refused('NOT_FOUND', 'There is no such collaboration.');
  if (change.kind === 'owner' && change.ownerId !== null && row.campaign?.fitsOwner !== true)
    return refused('OWNER_NOT_IN_CAMPAIGN', 'The new owner may not work in this campaign.');
  const command = batchCommand(change, row.state, row.own);
  return command === null ? { kind: 'unchanged' } : { kind: 'ask', change: command };
}

/** Why the row cannot be touched at all; null where it can. */
export function accessRefusal({ campaign }: BatchRow, role: Role | null): Verdict | null {
  if (role === null || campaign === null || !seesCampaign(role, campaign))
    return refused('NOT_FOUND', 'There is no such collaboration.');
  if (!permits(role, 'collaboration.change'))
    return refused('FORBIDDEN', `The role ${role} changes nothing.`);
  if (campaign.status === 'Archived')
    return refused(
      'CAMPAIGN_ARCHIVED',
      'The campaign is archived: its collaborations are read-only.',
    );
  return null;
}
