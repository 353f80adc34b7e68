import type { ChangeMessage } from '@parley/domain/view';
import { io, type Socket } from 'socket.io-client';
import { messageAs } from './answer.parser.ts';
import type { Api } from './api.ts';
import { until } from './wait.ts';

/** What `sync` is answered. */
export interface SyncAnswer {
  readonly cursor: string;
  readonly changes?: readonly ChangeMessage[];
  readonly more?: boolean;
  readonly resync?: boolean;
}
export type CollaborationChange = Extract<ChangeMessage, { kind: 'collaboration' }>;

/** A signed-in socket that keeps everything it receives. */
export class Live {
  readonly socket: Socket;
  /** Every `change` in the order of arrival, those of `sync` answers not among them. */
  readonly changes: ChangeMessage[] = [];
  readonly #received = new Map<string, unknown[]>();
  /** After a break the stream goes on from here, as it does in a browser. Null: not synced yet. */
  #cursor: string | null = null;

  constructor(api: Api, headers: Readonly<Record<string, string>> = {}) {
    this.socket = io(api.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 200,
      extraHeaders: { origin: api.url, ...api.credentials, ...headers },
    });
    this.socket.on('change', (change: ChangeMessage) => this.#take(change));
    this.socket.on('connect', () => void this.#continue());
    this.socket.onAny((name: string, value: unknown) => {
      this.#received.set(name, [...this.received(name), value]);
    });
  }

  /** What came under this name, oldest first. */
  received(name: string): readonly unknown[] {
    return this.#received.get(name) ?? [];
  }

  async connected(): Promise<this> {
    await until('the socket to connect', () => this.socket.connected);
    return this;
  }

  async sync(since: string | null): Promise<SyncAnswer> {
    const answer = await this.ask<SyncAnswer>('sync', { since });
    this.#cursor = answer.cursor;
    return answer;
  }

  /** Sends a message and gives its acknowledgement. */
  async ask<T>(name: string, message: unknown): Promise<T> {
    const answer: unknown = await this.socket.timeout(15_000).emitWithAck(name, message);
    return messageAs<T>(answer);
  }

  /** The first `change` of a collaboration that `matches`, also one that is there already. */
  waitFor(
    matches: (change: CollaborationChange) => boolean,
    limitMs = 20_000,
  ): Promise<CollaborationChange> {
    return until('a change over the socket', () => this.collaborations().find(matches), limitMs);
  }

  /** Changes of collaborations, or of one. */
  collaborations(id?: string): CollaborationChange[] {
    return this.changes.flatMap((change) =>
      change.kind === 'collaboration' && (id === undefined || change.collaborationId === id)
        ? [change]
        : [],
    );
  }

  #take(change: ChangeMessage): void {
    this.#cursor = change.cursor;
    this.changes.push(change);
  }

  /** The server closes a socket where somebody's rights changed: it comes back and continues. */
  async #continue(): Promise<void> {
    if (this.#cursor === null) return;
    const { cursor, changes = [] } = await this.ask<SyncAnswer>('sync', { since: this.#cursor });
    this.#cursor = cursor;
    this.changes.push(...changes);
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** Connects and waits for it. */
export function connectLive(api: Api, headers?: Readonly<Record<string, string>>): Promise<Live> {
  return new Live(api, headers).connected();
}
