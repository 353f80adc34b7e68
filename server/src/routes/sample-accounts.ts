import { ROLES } from '@parley/domain/view';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { openRoute, type Route } from '../http/route.ts';

/** The people of the sample workspace and the password they share (README). Sample mode runs on loopback only. */
const SAMPLE_EMAILS = [
  'owner@example.com',
  'member@example.com',
  'member2@example.com',
  'guest@example.com',
];
const SAMPLE_PASSWORD = 'parley-sample';

const account = z.strictObject({ name: z.string(), email: z.string(), role: z.enum(ROLES) });
const answer = z.strictObject({ accounts: z.array(account), password: z.string() });

/** What the sign-in page offers with one click while the sample workspace runs. */
export const sampleAccountRoutes = ({ sql, config }: Deps): Route[] => [
  openRoute({
    method: 'get',
    path: '/api/auth/sample',
    summary: 'Accounts of the sample workspace; not there without one',
    answers: {
      200: { description: 'Who can sign in, with the password they share', schema: answer },
    },
    handle: async ({ c }) => {
      if (!config.hasSampleData)
        throw new Problem('NOT_FOUND', { detail: 'There is no sample workspace.' });
      const rows = await sql`
        select name, email, role from people
        where lower(email) = any(${SAMPLE_EMAILS}) and disabled_at is null
        order by array_position(${SAMPLE_EMAILS}::text[], lower(email))`;
      return c.json({ accounts: z.array(account).parse([...rows]), password: SAMPLE_PASSWORD });
    },
  }),
];
