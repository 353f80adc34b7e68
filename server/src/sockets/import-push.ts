import { IMPORT_CHANNEL } from '@parley/workflows/import/import-names';
import type { Logger } from 'pino';
import { seesAll } from '../access/reader.ts';
import type { Sql } from '../db/connect.ts';
import { readImports } from '../imports/import-view.ts';
import type { LiveConnections } from './live-connections.ts';

/** An import is told at most twice a second, its last word always. */
const EVERY_MS = 500;

/** Sends how far an import is to its maker, and to owners and admins. */
export class ImportPush {
  readonly #sql: Sql;
  readonly #log: Logger;
  readonly #connections: LiveConnections;
  /** Imports that were told a moment ago, and whether there is news of them. */
  readonly #resting = new Map<string, boolean>();

  constructor(sql: Sql, log: Logger, connections: LiveConnections) {
    this.#sql = sql;
    this.#log = log;
    this.#connections = connections;
  }

  /** Begins to listen; answers how to stop. */
  async start(): Promise<() => Promise<void>> {
    const listening = await this.#sql.listen(IMPORT_CHANNEL, (id) => this.#hear(id));
    return () => listening.unlisten().catch(() => undefined);
  }

  #hear(id: string): void {
    if (this.#resting.has(id)) {
      this.#resting.set(id, true);
      return;
    }
    this.#resting.set(id, false);
    setTimeout(() => this.#rested(id), EVERY_MS).unref();
    this.#push(id).catch((error: unknown) =>
      this.#log.warn({ err: error, importId: id }, 'The progress of an import could not be sent'),
    );
  }

  #rested(id: string): void {
    const hasNews = this.#resting.get(id) === true;
    this.#resting.delete(id);
    if (hasNews) this.#hear(id);
  }

  async #push(id: string): Promise<void> {
    if (this.#connections.all().length === 0) return;
    const [view] = await readImports(this.#sql, this.#sql`i.id = ${id}`);
    if (!view) return;
    for (const connection of this.#connections.all()) {
      const { caller } = connection;
      const isTheirs = caller.role !== 'guest' && caller.personId === view.createdBy.id;
      if (isTheirs || seesAll(caller)) connection.emit('import', view);
    }
  }
}
