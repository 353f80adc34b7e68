import type { PageServerLoad } from './$types.js';

/** Two one-time addresses lead here: the start's for the first owner, and a person's invitation. */
export const load: PageServerLoad = ({ url, locals }) => ({
  token: url.searchParams.get('token'),
  invitation: url.searchParams.get('invitation'),
  timeZone: locals.reader.timeZone,
});
