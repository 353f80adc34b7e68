import { setTimeout as pause } from 'node:timers/promises';
import { Connection, type ConnectionOptions } from '@temporalio/client';
import type { Logger } from 'pino';
import type { temporalSettings } from '../connect-temporal.ts';
import { registerSearchAttributes, SearchAttributesMissing } from '../search-attributes.ts';

const PAUSE_MS = 500;
/** Said again at most so often. */
const SAY_EVERY_MS = 10_000;

/**
 * Waits until Temporal answers, its namespace is there and knows the search attributes, which are registered where
 * they are missing. Throws SearchAttributesMissing where that is not allowed.
 */
export async function waitForTemporal(
  { connectionOptions, namespace }: ReturnType<typeof temporalSettings>,
  log: Logger,
): Promise<void> {
  for (let saidAtMs = -Infinity; ; await pause(PAUSE_MS)) {
    try {
      const registered = await registerOnce(connectionOptions, namespace);
      if (registered.length > 0) log.info({ registered }, 'Registered search attributes');
      return;
    } catch (error) {
      if (error instanceof SearchAttributesMissing) throw error;
      if (Date.now() - saidAtMs < SAY_EVERY_MS) continue;
      saidAtMs = Date.now();
      const address = connectionOptions.address;
      log.info({ err: error, address, namespace }, 'Waiting for Temporal');
    }
  }
}

async function registerOnce(options: ConnectionOptions, namespace: string): Promise<string[]> {
  const connection = await Connection.connect({ ...options, connectTimeout: '2s' });
  try {
    return await registerSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
}
