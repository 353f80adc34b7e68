import type { Logger } from 'pino';
import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import type { Caller } from '../auth/caller.ts';
import type { Sql } from '../db/connect.ts';
import { isPostgresDown } from '../db/is-postgres-down.ts';
import { found } from '../http/not-found.ts';
import { Problem, unavailable } from '../http/problem.ts';
import { valid } from '../http/valid.ts';
import { catchUp } from './catch-up.ts';
import { ChangeStream } from './change-stream.ts';
import type { Presence } from './presence.ts';
import type { PresenceOverview } from './presence-overview.ts';
import { SOCKET_MESSAGES } from './socket-messages.ts';

interface ConnectionDeps {
  readonly sql: Sql;
  readonly log: Logger;
  readonly io: Server;
  readonly presence: Presence;
  readonly overview: PresenceOverview;
}
type Acknowledge = (answer: unknown) => void;
/** Messages a socket may send in 10 seconds. */
const MOST_MESSAGES = 200;

/** One socket of somebody signed in: their change stream, and where they are. */
export class LiveConnection {
  readonly caller: Caller;
  readonly stream: ChangeStream;
  readonly #socket: Socket;
  readonly #deps: ConnectionDeps;
  readonly #watched = new Set<string>();
  #messages = { since: 0, count: 0 };
  #lastSync: Promise<void> = Promise.resolve();

  constructor(socket: Socket, caller: Caller, deps: ConnectionDeps) {
    this.#socket = socket;
    this.caller = caller;
    this.#deps = deps;
    this.stream = new ChangeStream((message) => socket.emit('change', message));
    const { sync, watch, unwatch, watchAll, unwatchAll, presence } = SOCKET_MESSAGES;
    this.#on('sync', sync, ({ since }, acknowledge) => this.#sync(since, acknowledge));
    this.#on('watch', watch, (body, acknowledge) => this.#watch(body.collaborationId, acknowledge));
    this.#on('unwatch', unwatch, (body, acknowledge) =>
      this.#unwatch(body.collaborationId, acknowledge),
    );
    this.#on('watchAll', watchAll, async (_body, acknowledge) =>
      acknowledge({ items: await deps.overview.follow(this) }),
    );
    this.#on('unwatchAll', unwatchAll, (_body, acknowledge) => {
      deps.overview.unfollow(this);
      acknowledge({});
    });
    this.#on('presence', presence, (body, acknowledge) => this.#move(body, acknowledge));
    socket.on('disconnect', () => this.#leaveAll());
  }

  /** Called once, when the socket is gone. Also where it never came to be connected. */
  onGone(gone: () => void): void {
    this.#socket.on('disconnect', gone);
    this.#socket.conn.on('close', gone);
  }

  emit(event: 'notification' | 'batch' | 'import' | 'presences', value: unknown): void {
    this.#socket.emit(event, value);
  }

  /** Closes it for good: a browser does not come back by itself. */
  end(): void {
    this.stream.stop();
    this.#socket.disconnect(true);
  }

  /** Closes the connection below it: a browser comes back at once, and is asked again who it is. */
  reopen(): void {
    this.stream.stop();
    this.#socket.conn.close();
  }

  #on<T>(
    event: keyof typeof SOCKET_MESSAGES,
    schema: z.ZodType<T>,
    handle: (body: T, acknowledge: Acknowledge) => Promise<void> | void,
  ): void {
    this.#socket.on(event, (...args: unknown[]) => {
      const last = args.at(-1);
      const acknowledge: Acknowledge =
        typeof last === 'function'
          ? (answer) => void Reflect.apply(last, undefined, [answer])
          : () => undefined;
      const body = typeof args[0] === 'function' ? undefined : args[0];
      const work = async () => {
        this.#count();
        await handle(valid(schema, body), acknowledge);
      };
      work().catch((error: unknown) => acknowledge(this.#problem(error, event)));
    });
  }

  #problem(error: unknown, event: string): unknown {
    if (error instanceof Problem) return { error: error.body() };
    this.#deps.log.warn(
      { err: error, event, accountId: this.caller.accountId },
      'A socket message failed',
    );
    if (isPostgresDown(error))
      return { error: unavailable('The database does not answer right now.').body() };
    return {
      error: new Problem('INTERNAL', { detail: 'Something went wrong; it was logged.' }).body(),
    };
  }

  #count(): void {
    const now = Date.now();
    if (now - this.#messages.since > 10_000) this.#messages = { since: now, count: 0 };
    this.#messages.count += 1;
    if (this.#messages.count > MOST_MESSAGES)
      throw new Problem('TOO_MANY_REQUESTS', { detail: 'Too many messages.' });
  }

  /** One at a time: each answer begins where the stream stands then. */
  #sync(since: string | null, acknowledge: Acknowledge): Promise<void> {
    const turn = this.#lastSync.then(async () => {
      this.stream.beginAnswer();
      try {
        const { answer, upTo } = await catchUp(this.#deps.sql, this.caller, since);
        acknowledge(answer);
        this.stream.endAnswer(upTo);
      } catch (error) {
        this.stream.endAnswer(null);
        throw error;
      }
    });
    this.#lastSync = turn.catch(() => undefined);
    return turn;
  }

  async #watch(collaborationId: string, acknowledge: Acknowledge): Promise<void> {
    const { sql } = this.#deps;
    const [row] = await sql`
      select 1 from collaborations where id = ${collaborationId} and campaign_id in (${visibleCampaigns(sql, this.caller)})`;
    found(row, 'collaboration');
    this.#watched.add(collaborationId);
    await this.#socket.join(room(collaborationId));
    this.#place(collaborationId, null);
    acknowledge({ collaborationId, people: this.#deps.presence.people(collaborationId) });
  }

  #unwatch(collaborationId: string, acknowledge: Acknowledge): void {
    void this.#socket.leave(room(collaborationId));
    this.#leave(collaborationId);
    acknowledge({ collaborationId });
  }

  #move(
    { collaborationId, field }: { collaborationId: string; field: string | null },
    acknowledge: Acknowledge,
  ): void {
    if (!this.#watched.has(collaborationId))
      throw new Problem('NOT_FOUND', { detail: 'Watch the collaboration first.' });
    this.#place(collaborationId, field);
    acknowledge({ collaborationId, people: this.#deps.presence.people(collaborationId) });
  }

  #place(collaborationId: string, field: string | null): void {
    const { accountId, name } = this.caller;
    const { presence, overview } = this.#deps;
    const isNew = !presence.has(collaborationId, this.#socket.id);
    presence.set(collaborationId, this.#socket.id, { personId: accountId, name, field });
    this.#tell(collaborationId);
    if (isNew) overview.changed(collaborationId);
  }

  #leave(collaborationId: string): void {
    this.#watched.delete(collaborationId);
    if (!this.#deps.presence.delete(collaborationId, this.#socket.id)) return;
    this.#tell(collaborationId);
    this.#deps.overview.changed(collaborationId);
  }

  #leaveAll(): void {
    this.stream.stop();
    this.#deps.overview.unfollow(this);
    for (const collaborationId of this.#watched) this.#leave(collaborationId);
  }

  #tell(collaborationId: string): void {
    const people = this.#deps.presence.people(collaborationId);
    this.#deps.io.to(room(collaborationId)).emit('presence', { collaborationId, people });
  }
}

function room(collaborationId: string): string {
  return `collaboration/${collaborationId}`;
}
