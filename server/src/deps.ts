import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Auth } from './auth/auth.ts';
import type { Config } from './config.ts';
import type { Sql } from '@parley/workflows/projection/postgres';
import type { RequestLimits } from './http/request-limits.ts';
import type { LiveSockets } from './sockets/live-sockets.ts';

/** Everything a route may use, made once by main.ts (and by tests). */
export interface Deps {
  readonly config: Config;
  readonly log: Logger;
  readonly sql: Sql;
  /** Connects on first use, so that the server starts while Temporal is down. */
  readonly temporal: Client;
  readonly auth: Auth;
  readonly limits: RequestLimits;
  /** Tells the open sockets of this process about people and sessions; does nothing before they are attached. */
  readonly sockets: LiveSockets;
}
