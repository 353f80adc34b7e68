import pino from 'pino';
import { ConfigError, parseConfig } from './config.ts';
import { UnfitDatabase } from './db/require-postgres.ts';
import { startServer } from './start-server.ts';
import { temporalClient } from './temporal-client.ts';

const log = pino({ name: 'server', level: process.env.LOG_LEVEL || 'info' });
const STOP_MS = 8_000;

try {
  const config = parseConfig(process.env);
  const server = await startServer(config, { log, temporal: temporalClient() });
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop(signal, server));
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof UnfitDatabase)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

/** Ends within 8 s: what is being answered is answered first. */
async function stop(signal: string, server: { readonly stop: () => Promise<void> }): Promise<void> {
  log.info({ signal }, 'Stopping');
  setTimeout(() => process.exit(1), STOP_MS).unref();
  await server.stop();
  process.exit(0);
}
