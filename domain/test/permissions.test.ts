import { describe, expect, it } from 'vitest';
import { permits, type Action } from '../src/permissions.ts';
import { ROLES } from '../src/view.ts';

const TEAM = { access: 'team', invited: false } as const;
const CLOSED = { access: 'invited', invited: false } as const;
const INVITED = { access: 'invited', invited: true } as const;

/** By role in the order owner, admin, member, guest: y where permitted. */
const TABLE: [Action, string][] = [
  ['collaboration.read', 'yyyy'],
  ['collaboration.create', 'yyy-'],
  ['collaboration.change', 'yyy-'],
  ['collaboration.commands', 'yy--'],
  ['note.read', 'yyy-'],
  ['contact.read', 'yyy-'],
  ['campaign.read', 'yyyy'],
  ['campaign.manage', 'yy--'],
  ['creator.create', 'yyy-'],
  ['creator.edit', 'yyy-'],
  ['creator.erase', 'y---'],
  ['member.manage', 'yy--'],
  ['settings.manage', 'yy--'],
  ['token.manage', 'yy--'],
];
const line = (answer: (role: (typeof ROLES)[number]) => boolean) =>
  ROLES.map((role) => (answer(role) ? 'y' : '-')).join('');

describe('what each role may do', () => {
  it.each(TABLE)('%s: %s', (action, expected) => {
    expect(line((role) => permits(role, action))).toBe(expected);
  });
});

describe('which campaigns exist for each role', () => {
  it.each([
    ['open to the team', TEAM, 'yyy-'],
    ['for others alone', CLOSED, 'yy--'],
    ['inviting them', INVITED, 'yyyy'],
  ] as const)('%s', (_what, campaign, expected) => {
    expect(line((role) => permits(role, 'collaboration.read', campaign))).toBe(expected);
  });
});
