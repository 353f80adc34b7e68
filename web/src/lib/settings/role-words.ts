import type { Role } from '@parley/domain/view';

/** What each role may do, for whoever gives it. */
export const ROLE_WORDS: Record<Role, string> = {
  owner: 'Does everything, also makes other owners.',
  admin: 'Does everything but erase creators and make owners.',
  member: 'Creates and edits collaborations and creators.',
  guest: 'Reads the campaigns that invite them, without notes and contact details.',
};

export const ROLE_NAME: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  guest: 'Guest',
};
