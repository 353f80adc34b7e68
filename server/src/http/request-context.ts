import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Caller } from '../auth/caller.ts';

/** What every request carries through the app. */
export interface ServerEnv {
  Bindings: { readonly incoming?: IncomingMessage };
  Variables: {
    requestId: string;
    log: Logger;
    /** Set once the request is known to be signed in. */
    caller: Caller | undefined;
    /** Set-Cookie headers that the answer gets besides its own. */
    cookies: readonly string[];
    /** Ids that the request's log line gains on the way: commandId, workflowId, … */
    logged: Record<string, string>;
  };
}
export type RequestContext = Context<ServerEnv>;

/** Adds ids to the line that is logged when this request is answered. */
export function noteInLog(c: RequestContext, ids: Readonly<Record<string, string>>): void {
  Object.assign(c.var.logged, ids);
}
