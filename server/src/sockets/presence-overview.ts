import { seesCampaign } from '@parley/domain/permissions';
import type { Named } from '@parley/domain/view';
import type { Logger } from 'pino';
import { seesAll, type Reader } from '../access/reader.ts';
import type { Sql } from '../db/connect.ts';
import type { LiveConnection } from './live-connection.ts';
import type { Presence } from './presence.ts';

/** Who is on a collaboration, without the field they are in. Nobody: everyone left. */
export interface PresentAt {
  readonly collaborationId: string;
  readonly people: readonly Named[];
}

/** Lists are told at most so often, whatever comes and goes meanwhile. */
const APART_MS = 250;

/** Tells whoever shows a list who is on which of its collaborations: only on those that they may read. */
export class PresenceOverview {
  readonly #sql: Sql;
  readonly #log: Logger;
  readonly #presence: Presence;
  readonly #followers = new Set<LiveConnection>();
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(sql: Sql, log: Logger, presence: Presence) {
    this.#sql = sql;
    this.#log = log;
    this.#presence = presence;
  }

  /** From now on the connection is told; answers where somebody is now. */
  async follow(connection: LiveConnection): Promise<readonly PresentAt[]> {
    this.#followers.add(connection);
    const ids = this.#presence.collaborations();
    const maySee = await this.#sight(ids, [connection.caller]);
    return this.#at(ids.filter((id) => maySee(connection.caller, id)));
  }
  unfollow(connection: LiveConnection): void {
    this.#followers.delete(connection);
  }

  /** Somebody came or left there. */
  changed(collaborationId: string): void {
    if (this.#followers.size === 0) return;
    this.#changed.add(collaborationId);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tell().catch((error: unknown) =>
        this.#log.warn({ err: error }, 'Who is where could not be told'),
      );
    }, APART_MS);
  }
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #tell(): Promise<void> {
    const ids = [...this.#changed];
    this.#changed.clear();
    const maySee = await this.#sight(
      ids,
      [...this.#followers].map(({ caller }) => caller),
    );
    for (const connection of this.#followers) {
      const items = this.#at(ids.filter((id) => maySee(connection.caller, id)));
      if (items.length > 0) connection.emit('presences', { items });
    }
  }

  /** Read as late as possible: what is sent last is what is true. */
  #at(ids: readonly string[]): PresentAt[] {
    return ids.map((collaborationId) => {
      const people = this.#presence.people(collaborationId).map(({ id, name }) => ({ id, name }));
      return { collaborationId, people };
    });
  }

  /** Who may see these collaborations now, from one query for all readers, and from none where all see everything. */
  async #sight(ids: readonly string[], readers: readonly Reader[]) {
    if (readers.every(seesAll)) return () => true;
    const rows = await this.#sql<{ id: string; access: 'team' | 'invited'; people: string[] }[]>`
      select c.id, k.access, array(select person_id from campaign_people where campaign_id = k.id) as people
      from collaborations c join campaigns k on k.id = c.campaign_id where c.id = any(${[...ids]}::uuid[])`;
    const campaigns = new Map(rows.map((row) => [row.id, row]));
    return (reader: Reader, id: string): boolean => {
      const campaign = campaigns.get(id);
      if (!campaign || seesAll(reader)) return seesAll(reader);
      const invited = reader.personId !== null && campaign.people.includes(reader.personId);
      return seesCampaign(reader.role, { access: campaign.access, invited });
    };
  }
}
