import type { ImportView } from '@parley/domain/imports/import-view';
import type { Socket } from 'socket.io-client';
import { loadPart } from './load-part.ts';
import type { BatchView } from '@parley/domain/batch-view';
import type { ChangeMessage, Named, NotificationView, PresencePerson } from '@parley/domain/view';

type SyncAnswer =
  | { readonly cursor: string; readonly changes: readonly ChangeMessage[]; readonly more?: boolean }
  | { readonly resync: true; readonly cursor: string };

/** Who is on a collaboration; nobody where everyone left. */
export interface PresentAt {
  readonly collaborationId: string;
  readonly people: readonly Named[];
}

export interface FeedParts {
  /** Changes in the order of the feed, each with its cursor. */
  readonly received: (messages: readonly ChangeMessage[]) => void;
  /** Our cursor is too old, or of another database: everything shown must be read again. */
  readonly resync: () => void;
  readonly connected: (isConnected: boolean) => void;
  readonly presence: (collaborationId: string, people: readonly PresencePerson[]) => void;
  /** Who came or left anywhere; null: nothing of it is known from here on. */
  readonly present: (items: readonly PresentAt[] | null) => void;
  readonly notification: (notification: NotificationView) => void;
  readonly batch: (batch: BatchView) => void;
  readonly imported: (progress: ImportView) => void;
}

const ANSWER_MS = 4_000;

/** The change feed over Socket.IO: continues from a cursor after every break, without gap. */
export class Feed {
  readonly #parts: FeedParts;
  #socket: Socket | null = null;
  #cursor: string | null;
  #watched = new Map<string, number>();
  #watchers = 0;
  #isSyncing = false;

  constructor(cursor: string | null, parts: FeedParts) {
    this.#cursor = cursor;
    this.#parts = parts;
  }

  /** Connects; answers how to end it. The library is fetched here, after the page is usable. */
  async start(): Promise<() => void> {
    const { io } = await loadPart(() => import('socket.io-client'));
    const socket = io({
      transports: ['websocket'],
      reconnectionDelay: 300,
      reconnectionDelayMax: 3_000,
      timeout: ANSWER_MS,
    });
    this.#socket = socket;
    socket.on('connect', () => void this.catchUp());
    socket.on('disconnect', () => this.#parts.connected(false));
    socket.on('connect_error', () => this.#parts.connected(false));
    socket.on('change', (message: ChangeMessage) => this.#take([message]));
    socket.on(
      'presence',
      (message: { collaborationId: string; people: readonly PresencePerson[] }) =>
        this.#parts.presence(message.collaborationId, message.people),
    );
    socket.on('presences', ({ items }: { items: readonly PresentAt[] }) =>
      this.#parts.present(items),
    );
    socket.on('notification', (message: NotificationView) => this.#parts.notification(message));
    socket.on('batch', (message: BatchView) => this.#parts.batch(message));
    socket.on('import', (progress: ImportView) => this.#parts.imported(progress));
    return () => socket.disconnect();
  }

  /** Reads everything after our cursor: on connect, on waking and when the tab is looked at again. */
  async catchUp(): Promise<void> {
    const socket = this.#socket;
    if (!socket || this.#isSyncing) return;
    // An attempt that began while there was no network may hang: a new one starts at once.
    if (!socket.connected) return void socket.disconnect().connect();
    this.#isSyncing = true;
    try {
      await this.#sync(socket);
      this.#parts.connected(true);
      for (const id of this.#watched.keys()) socket.emit('watch', { collaborationId: id });
      if (this.#watchers > 0) this.#askForAll();
    } catch {
      // No answer in time: the connection is dead although it does not know it yet (a laptop that slept).
      this.#parts.connected(false);
      socket.disconnect().connect();
    } finally {
      this.#isSyncing = false;
    }
  }

  watch(collaborationId: string): () => void {
    const count = this.#watched.get(collaborationId) ?? 0;
    this.#watched.set(collaborationId, count + 1);
    if (count === 0) this.#socket?.emit('watch', { collaborationId });
    return () => this.#unwatch(collaborationId);
  }

  /** Hears who is where, of all that this person may read, until the answer is called. */
  watchAll(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#askForAll();
    return () => {
      this.#watchers -= 1;
      if (this.#watchers > 0) return;
      this.#socket?.emit('unwatchAll', {});
      this.#parts.present(null);
    };
  }

  /** Tells the others which field this person is in; null for none. */
  field(collaborationId: string, field: string | null): void {
    this.#socket?.emit('presence', { collaborationId, field });
  }

  /** What is told while the answer is on its way is as new as the answer, so both are taken. */
  #askForAll(): void {
    this.#parts.present(null);
    this.#socket?.emit('watchAll', {}, (answer: { items?: readonly PresentAt[] }) =>
      this.#parts.present(answer.items ?? []),
    );
  }

  #unwatch(collaborationId: string): void {
    const count = (this.#watched.get(collaborationId) ?? 1) - 1;
    if (count > 0) return void this.#watched.set(collaborationId, count);
    this.#watched.delete(collaborationId);
    this.#socket?.emit('unwatch', { collaborationId });
  }

  async #sync(socket: Socket): Promise<void> {
    for (;;) {
      const asked = { since: this.#cursor };
      const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck('sync', asked);
      if (!isSyncAnswer(answer)) throw new TypeError('sync was not answered');
      if ('resync' in answer) {
        this.#cursor = answer.cursor;
        return this.#parts.resync();
      }
      this.#take(answer.changes);
      this.#cursor = answer.cursor;
      if (!answer.more) return;
    }
  }

  #take(messages: readonly ChangeMessage[]): void {
    this.#cursor = messages.at(-1)?.cursor ?? this.#cursor;
    if (messages.length > 0) this.#parts.received(messages);
  }
}

function isSyncAnswer(value: unknown): value is SyncAnswer {
  if (typeof value !== 'object' || value === null) return false;
  return 'cursor' in value && ('resync' in value || 'changes' in value);
}
