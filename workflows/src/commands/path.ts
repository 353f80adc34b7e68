import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Sql } from '../projection/postgres.ts';

/** What the path of a change needs of the process; every Deps has it. */
export interface PathDeps {
  readonly sql: Sql;
  readonly temporal: Client;
  readonly log: Logger;
  /** Left out: workflows that are started end after the default time. */
  readonly config?: { readonly completeAfterMs: number };
}
