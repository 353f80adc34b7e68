import type { NotificationView } from '@parley/domain/view';
import { NOTIFICATION_CHANNEL } from '@parley/workflows/projection/store-reminders';
import type { Logger } from 'pino';
import type { Sql } from '../db/connect.ts';
import { readNotifications } from '../read/notifications.ts';
import type { LiveConnections } from './live-connections.ts';

const REMEMBERED = 10_000;
/** What is older was sent before, or had no socket to be sent to. */
const NEW_MS = 60_000;

/** Sends new notifications to the sockets of whom they are for. Those of a moment without sockets wait in the list. */
export class NotificationPush {
  readonly #sql: Sql;
  readonly #log: Logger;
  readonly #connections: LiveConnections;
  readonly #sent = new Set<string>();

  constructor(sql: Sql, log: Logger, connections: LiveConnections) {
    this.#sql = sql;
    this.#log = log;
    this.#connections = connections;
  }

  /** Begins to listen; answers how to stop. */
  async start(): Promise<() => Promise<void>> {
    const listening = await this.#sql.listen(NOTIFICATION_CHANNEL, (personId) => {
      this.#push(personId).catch((error: unknown) =>
        this.#log.warn({ err: error }, 'A notification could not be sent'),
      );
    });
    return () => listening.unlisten().catch(() => undefined);
  }

  async #push(personId: string): Promise<void> {
    const connections = this.#connections.ofPerson(personId);
    const reader = connections[0]?.caller;
    if (!reader) return;
    const { items } = await readNotifications(this.#sql, reader, { limit: 20 });
    const isNew = ({ at }: NotificationView) => Date.parse(at) > Date.now() - NEW_MS;
    for (const notification of items.filter(isNew)) this.#send(notification, connections);
  }

  #send(
    notification: NotificationView,
    connections: ReturnType<LiveConnections['ofPerson']>,
  ): void {
    if (this.#sent.has(notification.id)) return;
    if (this.#sent.size >= REMEMBERED) this.#sent.clear();
    this.#sent.add(notification.id);
    for (const connection of connections) connection.emit('notification', notification);
  }
}
