import { permits } from '@parley/domain/permissions';
import type { Role } from '@parley/domain/view';

/** Why nothing can be changed, in words; null where it can. */
export function readOnlyBecause(role: Role, isArchived: boolean): string | null {
  if (!permits(role, 'collaboration.change'))
    return 'You can read this. Ask a member of the team to change it.';
  return isArchived ? 'The campaign is archived, so this is read-only.' : null;
}
