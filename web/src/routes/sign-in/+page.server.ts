import { redirect } from '@sveltejs/kit';
import { get } from '#lib/api/client.ts';
import { nextPath } from '#lib/sign-in/next-path.ts';
import type { Role } from '@parley/domain/view';
import type { PageServerLoad } from './$types.js';

interface Sample {
  readonly accounts: readonly {
    readonly name: string;
    readonly email: string;
    readonly role: Role;
  }[];
  readonly password: string;
}

export const load: PageServerLoad = async ({ fetch, url }) => {
  const next = nextPath(url.searchParams.get('next'));
  const [me, sample] = await Promise.all([
    get(fetch, '/api/me'),
    get<Sample>(fetch, '/api/auth/sample'),
  ]);
  if (me.ok) redirect(303, next);
  return { next, sample: sample.ok ? sample.data : null, isSetUp: url.searchParams.has('ready') };
};
