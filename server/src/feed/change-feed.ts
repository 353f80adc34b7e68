import { FEED_CHANNEL } from '@parley/workflows/projection/store-changes';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Sql } from '../db/connect.ts';
import { changeColumns, type ChangeRow, changeRow } from './change-row.ts';

const BATCH = 500;
const POLL_MS = 1_000;
const rows = z.array(changeRow);

/** Told of new rows in the order of their ids, one batch after the other. */
export type ChangeListener = (rows: readonly ChangeRow[]) => Promise<void>;

/**
 * Reads the change feed as it grows. A notification is only a hint to look at once; a look every second backs it.
 * Ids follow commits (they are given under one lock), so nothing below the last one read can appear later.
 */
export class ChangeFeed {
  readonly #sql: Sql;
  readonly #log: Logger;
  readonly #listener: ChangeListener;
  #last = 0;
  #looking: Promise<void> | null = null;
  #isWanted = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #unlisten: (() => Promise<void>) | undefined;

  constructor(sql: Sql, log: Logger, listener: ChangeListener) {
    this.#sql = sql;
    this.#log = log;
    this.#listener = listener;
  }

  /** Begins with what is appended from now on. */
  async start(): Promise<void> {
    const [row] = await this.#sql<
      { head: number }[]
    >`select coalesce(max(id), 0) as head from changes`;
    this.#last = row?.head ?? 0;
    const look = () => this.look();
    const listening = await this.#sql.listen(FEED_CHANNEL, look, look);
    this.#unlisten = () => listening.unlisten();
    this.#timer = setInterval(look, POLL_MS);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#looking;
    await this.#unlisten?.().catch(() => undefined);
  }

  /** Looks for new rows now; a look that is under way looks once more when it is done. */
  look(): void {
    this.#isWanted = true;
    this.#looking ??= this.#drain().finally(() => {
      this.#looking = null;
      if (this.#isWanted && !this.#isStopped) this.look();
    });
  }

  async #drain(): Promise<void> {
    try {
      while (this.#isWanted && !this.#isStopped) {
        this.#isWanted = false;
        await this.#readOn();
      }
    } catch (error) {
      // The next look, a second later at most, begins where this one stopped.
      this.#isWanted = false;
      this.#log.warn({ err: error }, 'The change feed could not be read');
    }
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const found = rows.parse(
        await this
          .#sql`select ${changeColumns(this.#sql)} from changes c where c.id > ${this.#last} order by c.id limit ${BATCH}`,
      );
      const last = found.at(-1);
      if (!last) return;
      await this.#listener(found);
      this.#last = last.id;
      if (found.length < BATCH) return;
    }
  }
}
