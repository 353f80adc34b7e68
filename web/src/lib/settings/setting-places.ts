import { permits } from '@parley/domain/permissions';
import type { Role } from '@parley/domain/view';

/** The pages of the settings that a role may open. */
export function settingPlaces(role: Role) {
  return [
    { href: '/settings/account', label: 'Your account' },
    { href: '/settings/workspace', label: 'Workspace' },
    { href: '/settings/tags', label: 'Tags' },
    ...(permits(role, 'member.manage') ? [{ href: '/settings/members', label: 'Members' }] : []),
    ...(permits(role, 'token.manage') ? [{ href: '/settings/tokens', label: 'API tokens' }] : []),
  ];
}
