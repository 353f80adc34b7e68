import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { buildApp } from './app.ts';
import { makeAuth } from './auth/auth.ts';
import { setUpAddress } from './auth/set-up.ts';
import { forgetOldFailures } from './auth/sign-in-limits.ts';
import { type Config, ConfigError } from './config.ts';
import { connect } from './db/connect.ts';
import { migrate } from './db/migrate.ts';
import { untilPostgres } from './db/until-postgres.ts';
import type { Deps } from './deps.ts';
import { RequestLimits } from './http/request-limits.ts';
import { keepImportsGoing } from './imports/keep-imports-going.ts';
import { startRecovery } from './recovery/recovery.ts';
import { every } from './every.ts';
import { startSample } from './sample/start-sample.ts';
import { SocketServer } from './sockets/socket-server.ts';
import { loadPages, pageListener } from './web-pages.ts';

export interface RunningServer {
  readonly deps: Deps;
  readonly port: number;
  /** Stops taking requests, ends sockets, lets what is under way finish for 5 s. */
  readonly stop: () => Promise<void>;
}

/** Brings the database up to date and serves API, sockets and pages on one port. Port 0 takes a free one. */
export async function startServer(
  config: Config,
  { log, temporal }: { readonly log: Logger; readonly temporal: Client },
): Promise<RunningServer> {
  const sql = connect(config.databaseUrl);
  await untilPostgres(sql, log);
  const ran = await migrate(sql);
  if (ran.length > 0) log.info({ migrations: ran }, 'Brought the database up to date');

  const sockets = new SocketServer({ config, log, sql });
  const deps: Deps = {
    config,
    log,
    sql,
    temporal,
    auth: makeAuth(config, sql, log),
    limits: new RequestLimits(),
    sockets,
  };
  const app = buildApp(deps);
  const api = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const page = pageListener(await loadPages(), app, config.origins.isSecure);
  const server = createServer((req, res) => void (isApi(req.url) ? api(req, res) : page(req, res)));
  // Its people can sign in from the first request on.
  const sample = config.hasSampleData ? await startSample(deps) : null;
  await sockets.attach(server);
  // Known before anyone can see that the server is up.
  const address = config.hasSampleData ? null : await setUpAddress(sql, config.publicUrl);
  const port = await listen(server, config);
  const recovery = startRecovery(deps);
  const imports = keepImportsGoing(deps);
  const sweeping = every(60_000, () => forgetOldFailures(sql), log);

  log.info(
    { address: config.publicUrl, host: config.host, port },
    `Listening: ${config.publicUrl}`,
  );
  if (address) log.info(`Set up: ${address}`);

  const stop = async () => {
    sweeping.stop();
    imports.stop();
    await sample?.stop();
    await recovery.stop();
    await sockets.close();
    await closed(server);
    await sql.end({ timeout: 1 });
    // Temporal's connection stays to the end of the process: a call that waits to be tried again throws on a closed one.
  };
  return { deps, port, stop };
}

function isApi(url = ''): boolean {
  return url === '/api' || url.startsWith('/api/') || url.startsWith('/api?');
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(inWords(error, host, port)));
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

function inWords(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigError(`PORT: ${port} on ${host} is taken; accepted is a free port`);
  if (error.code === 'EACCES')
    return new ConfigError(`PORT: ${port} may not be used by this user; accepted is 1024 or above`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new ConfigError(
      `HOST: ${host} is no address of this machine; accepted are its own, as 127.0.0.1`,
    );
  return error;
}

/** Waits at most 5 s for answers under way; idle connections end at once. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), 5_000);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}
