import { permits } from '@parley/domain/permissions';
import { BATCH_CHANNEL } from '@parley/workflows/batch/store-items';
import type { Logger } from 'pino';
import { readBatches } from '../batches/read-batch.ts';
import type { Sql } from '../db/connect.ts';
import type { LiveConnections } from './live-connections.ts';

/** Progress of one batch is sent at most so often: people read it, nobody reads fifty a second. */
const APART_MS = 250;

/** Sends the progress of batches to everybody who may change collaborations. */
export class BatchPush {
  readonly #sql: Sql;
  readonly #log: Logger;
  readonly #connections: LiveConnections;
  readonly #moved = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(sql: Sql, log: Logger, connections: LiveConnections) {
    this.#sql = sql;
    this.#log = log;
    this.#connections = connections;
  }

  /** Begins to listen; answers how to stop. */
  async start(): Promise<() => Promise<void>> {
    const listening = await this.#sql.listen(BATCH_CHANNEL, (batchId) => this.#heard(batchId));
    return async () => {
      if (this.#timer) clearTimeout(this.#timer);
      await listening.unlisten().catch(() => undefined);
    };
  }

  /** The last value is always sent: whatever is heard while the timer runs is read when it ends. */
  #heard(batchId: string): void {
    this.#moved.add(batchId);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#push().catch((error: unknown) =>
        this.#log.warn({ err: error }, 'The progress of a batch could not be sent'),
      );
    }, APART_MS);
  }

  async #push(): Promise<void> {
    const ids = [...this.#moved];
    this.#moved.clear();
    const readers = this.#connections
      .all()
      .filter(({ caller }) => permits(caller.role, 'collaboration.change'));
    if (readers.length === 0) return;
    for (const batch of await readBatches(this.#sql, ids))
      for (const reader of readers) reader.emit('batch', batch);
  }
}
