import type { Deps } from '../deps.ts';
import type { RequestContext } from '../http/request-context.ts';
import type { Caller } from './caller.ts';
import { findCaller } from './find-caller.ts';

/** Who sent this request, or null; renews the cookie of a session that is in use. */
export async function callerOf(deps: Deps, c: RequestContext): Promise<Caller | null> {
  const headers = { cookie: c.req.header('cookie'), authorization: c.req.header('authorization') };
  const found = await findCaller(deps.sql, deps.config, headers);
  if (!found) return null;
  c.set('caller', found.caller);
  if (found.isDueForRenewal) {
    const renewed = await deps.auth.api.getSession({
      headers: c.req.raw.headers,
      returnHeaders: true,
    });
    c.set('cookies', renewed.headers.getSetCookie());
  }
  return found.caller;
}
