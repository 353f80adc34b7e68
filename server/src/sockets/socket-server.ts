import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { findCaller } from '../auth/find-caller.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import { every } from '../every.ts';
import { ChangeFeed } from '../feed/change-feed.ts';
import { forgetOldChanges } from '../feed/forget-old-changes.ts';
import { Problem } from '../http/problem.ts';
import { BatchPush } from './batch-push.ts';
import { ChangeFanOut } from './change-fan-out.ts';
import { LiveConnection } from './live-connection.ts';
import { type EndedAccess, listenForEndedAccess, tellEndedAccess } from './ended-access.ts';
import { LiveConnections } from './live-connections.ts';
import type { LiveSockets } from './live-sockets.ts';
import { ImportPush } from './import-push.ts';
import { NotificationPush } from './notification-push.ts';
import { guardOrigin } from './origin-gate.ts';
import { Presence } from './presence.ts';
import { PresenceOverview } from './presence-overview.ts';

const RECHECK_MS = 30_000;
const FORGET_MS = 3_600_000;

interface SocketDeps {
  readonly config: Config;
  readonly log: Logger;
  readonly sql: Sql;
}

/** The live half of the product: change stream, presence and notifications over Socket.IO at /socket.io. */
export class SocketServer implements LiveSockets {
  readonly #deps: SocketDeps;
  readonly #io = new Server({
    serveClient: false,
    maxHttpBufferSize: 65_536,
    httpCompression: false,
  });
  readonly #connections: LiveConnections;
  readonly #presence = new Presence();
  readonly #overview: PresenceOverview;
  readonly #stops: (() => Promise<void> | void)[] = [];

  constructor(deps: SocketDeps) {
    this.#deps = deps;
    this.#connections = new LiveConnections(deps.sql);
    this.#overview = new PresenceOverview(deps.sql, deps.log, this.#presence);
  }

  /** Serves sockets on this HTTP server and begins to follow the change feed. */
  async attach(server: HttpServer): Promise<void> {
    const { sql, log, config } = this.#deps;
    this.#io.attach(server);
    guardOrigin(server, this.#io, config.origins);
    this.#io.use((socket, next) => {
      this.#admit(socket).then(() => next(), next);
    });
    const fanOut = new ChangeFanOut(sql, this.#connections);
    const feed = new ChangeFeed(sql, log, (rows) => fanOut.send(rows));
    await feed.start();
    const notifications = await new NotificationPush(sql, log, this.#connections).start();
    const batches = await new BatchPush(sql, log, this.#connections).start();
    const imports = await new ImportPush(sql, log, this.#connections).start();
    const ended = await listenForEndedAccess(sql, (access) => this.#end(access));
    const recheck = every(RECHECK_MS, () => this.#connections.closeEnded(), log);
    const forget = every(FORGET_MS, () => forgetOldChanges(sql), log);
    this.#stops.push(() => feed.stop(), notifications, batches, imports, ended);
    this.#stops.push(recheck.stop, forget.stop, () => this.#overview.stop());
  }

  /** Browsers come back by themselves, to this process or another: their connections end, not their sockets. */
  async close(): Promise<void> {
    for (const stop of this.#stops) await stop();
    for (const connection of this.#connections.all()) connection.reopen();
    this.#io.engine.close();
  }

  async endSession(sessionId: string): Promise<void> {
    await this.#endEverywhere({ kind: 'session', id: sessionId });
  }

  async recheckAccount(accountId: string): Promise<void> {
    await this.#endEverywhere({ kind: 'account', id: accountId });
  }

  /** Here at once, and in every other process as soon as it hears of it. */
  async #endEverywhere(access: EndedAccess): Promise<void> {
    this.#end(access);
    await tellEndedAccess(this.#deps.sql, access);
  }

  #end({ kind, id }: EndedAccess): void {
    if (kind === 'session') this.#connections.endSession(id);
    else this.#connections.reopenAccount(id);
  }

  /** Lets a socket in that a session or a token stands for; its first listeners are there before it is told so. */
  async #admit(socket: Socket): Promise<void> {
    const { config, sql, log } = this.#deps;
    const { cookie, authorization } = socket.handshake.headers;
    const token: unknown = socket.handshake.auth.token;
    const bearer = typeof token === 'string' ? `Bearer ${token}` : authorization;
    try {
      const found = await findCaller(sql, config, { cookie, authorization: bearer });
      if (!found) throw refused(new Problem('UNAUTHENTICATED', { detail: 'Sign in first.' }));
      const connection = new LiveConnection(socket, found.caller, {
        sql,
        log,
        presence: this.#presence,
        overview: this.#overview,
        io: this.#io,
      });
      this.#connections.add(connection);
    } catch (error) {
      if (error instanceof Error && 'data' in error) throw error;
      log.warn({ err: error }, 'A socket could not be admitted');
      throw refused(
        new Problem('UNAVAILABLE', { detail: 'The database does not answer right now.' }),
      );
    }
  }
}

/** What the browser gets as `connect_error`: the code as message, the whole problem as data. */
function refused(problem: Problem): Error {
  return Object.assign(new Error(problem.code), { data: problem.body() });
}
