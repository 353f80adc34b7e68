import { ROLES } from '@parley/domain/view';
import { announce } from '@parley/workflows/projection/store-changes';
import { z } from 'zod';
import type { Caller } from '../auth/caller.ts';
import { anyPassword, email, newPassword, personName } from '../auth/fields.ts';
import { changeMember, memberView, readMembers, requireOwnerForOwners } from '../auth/members.ts';
import { makeOneTimeToken } from '../auth/one-time-links.ts';
import { addPerson } from '../auth/people.ts';
import { acceptInvitation } from '../auth/invitation.ts';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { openRoute, route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { listQuery, pageOf, pageSchema } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { once } from './once.ts';

const role = z.enum(ROLES);
const newMember = z.strictObject({
  name: personName,
  email,
  role,
  password: newPassword.optional(),
});
const change = z
  .strictObject({
    name: personName.optional(),
    role: role.optional(),
    isDisabled: z.boolean().optional(),
    password: newPassword.optional(),
  })
  .refine(
    (value) => Object.values(value).some((field) => field !== undefined),
    'nothing to change',
  );
const invited = z.strictObject({
  member: memberView,
  /** Where the person chooses a password, once, within 7 days; left out where one was given. */
  invitationUrl: z.string().optional(),
});
const oneMember = z.strictObject({ member: memberView });

/** The people of the workspace. */
export const memberRoutes = (deps: Deps): Route[] => [
  ...readRoutes(deps),
  ...changeRoutes(deps),
  ...invitationRoutes(deps),
];

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/members',
    summary: 'The people of the workspace, by name',
    query: listQuery,
    answers: { 200: { description: 'Guests see themselves only', schema: pageSchema(memberView) } },
    handle: async ({ c, caller, query }) => {
      const members = await snapshot(sql, (read) => readMembers(read, seenBy(caller)));
      return withCursor(c, { ...members, value: pageOf(members.value, 'members', query) });
    },
  }),
  route({
    method: 'get',
    path: '/api/members/:id',
    summary: 'One person',
    answers: { 200: { description: 'The person', schema: memberView } },
    handle: async ({ c, caller, params }) => {
      const members = await snapshot(sql, (read) => readMembers(read, seenBy(caller)));
      const member = members.value.find(({ id }) => id === params.id);
      return withCursor(c, { ...members, value: found(member, 'person') });
    },
  }),
];

const changeRoutes = (deps: Deps): Route[] => [
  route({
    method: 'post',
    path: '/api/members',
    summary: 'Invite a person, with a password or by a one-time address',
    allow: 'member.manage',
    body: newMember,
    answers: { 201: { description: 'The person', schema: invited } },
    problems: ['EMAIL_TAKEN'],
    handle: async ({ c, caller, body }) => {
      requireOwnerForOwners(caller, [body.role]);
      return once(deps.sql, { c, caller, body }, async (sql) => {
        const id = await addPerson(sql, body);
        const token =
          body.password === undefined &&
          (await makeOneTimeToken(sql, 'invitation', { personId: id, days: 7 }));
        await announce(sql, { kind: 'member', id });
        const { name, email: address, role: given } = body;
        const member = { id, name, email: address, role: given, isDisabled: false };
        const link = token
          ? { invitationUrl: `${deps.config.publicUrl}/setup?invitation=${token}` }
          : {};
        return { status: 201, body: { member, ...link } };
      });
    },
  }),
  route({
    method: 'patch',
    path: '/api/members/:id',
    summary: 'Change a name, role or password, or disable a person',
    allow: 'member.manage',
    body: change,
    answers: { 200: { description: 'The person', schema: oneMember } },
    problems: ['LAST_OWNER'],
    handle: async ({ c, caller, params, body }) => {
      const answer = await once(deps.sql, { c, caller, body }, async (sql) => ({
        status: 200,
        body: { member: await changeMember(sql, caller, params.id, body) },
      }));
      await deps.sockets.recheckAccount(params.id);
      return answer;
    },
  }),
  route({
    method: 'delete',
    path: '/api/members/:id',
    summary: 'Disable a person: they are signed out everywhere; what they did stays',
    allow: 'member.manage',
    answers: { 204: { description: 'Disabled' } },
    problems: ['LAST_OWNER'],
    handle: async ({ c, caller, params }) => {
      const answer = await once(deps.sql, { c, caller, body: undefined }, async (sql) => {
        await changeMember(sql, caller, params.id, { isDisabled: true });
        return { status: 204, body: null };
      });
      await deps.sockets.recheckAccount(params.id);
      return answer;
    },
  }),
];

const invitationRoutes = ({ sql }: Deps): Route[] => [
  openRoute({
    method: 'post',
    path: '/api/invitations/accept',
    summary: 'Choose a password through the one-time address of an invitation',
    body: z.strictObject({ token: anyPassword, password: newPassword }),
    answers: { 200: { description: 'The person, who can now sign in', schema: oneMember } },
    handle: async ({ c, body }) =>
      c.json({ member: await acceptInvitation(sql, body.token, body.password) }),
  }),
];

/** Owners and admins see everybody, members those who work here, guests themselves. */
function seenBy(caller: Caller): {
  readonly ids?: readonly string[];
  readonly withDisabled: boolean;
} {
  if (caller.role === 'guest') return { ids: [caller.personId], withDisabled: false };
  return { withDisabled: caller.role !== 'member' };
}
