import type { Role } from './view.ts';

export type Action =
  | 'collaboration.read'
  | 'collaboration.create'
  | 'collaboration.change'
  | 'collaboration.commands'
  | 'note.read'
  | 'contact.read'
  | 'campaign.read'
  | 'campaign.manage'
  | 'creator.create'
  | 'creator.edit'
  | 'creator.erase'
  | 'tag.manage'
  | 'validator.manage'
  | 'import.manage'
  | 'view.share'
  | 'report.read'
  | 'member.manage'
  | 'settings.manage'
  | 'token.manage';

/** A campaign as far as permission asks: who may see it, and whether this person is invited. */
export interface CampaignAccess {
  readonly access: 'team' | 'invited';
  readonly invited: boolean;
}

const MEMBER: ReadonlySet<Action> = new Set<Action>([
  'collaboration.read',
  'collaboration.create',
  'collaboration.change',
  'note.read',
  'contact.read',
  'campaign.read',
  'creator.create',
  'creator.edit',
  'tag.manage',
  'validator.manage',
  'import.manage',
  'view.share',
  'report.read',
]);
const GUEST: ReadonlySet<Action> = new Set<Action>([
  'collaboration.read',
  'campaign.read',
  'report.read',
]);

/**
 * Whether a campaign exists for a person: owners and admins see all, members those open to the team or inviting
 * them, guests only those inviting them. What is not visible is answered as not there.
 */
export function seesCampaign(role: Role, campaign: CampaignAccess): boolean {
  if (role === 'owner' || role === 'admin') return true;
  return campaign.invited || (role === 'member' && campaign.access === 'team');
}

/** Whether the role may do this at all, wherever it can see the thing. Source: the outside contract, "Roles". */
export function permits(role: Role, action: Action, campaign?: CampaignAccess): boolean {
  if (campaign && !seesCampaign(role, campaign)) return false;
  switch (role) {
    case 'owner':
      return true;
    case 'admin':
      return action !== 'creator.erase';
    case 'member':
      return MEMBER.has(action);
    case 'guest':
      return GUEST.has(action);
    default:
      return role satisfies never;
  }
}
