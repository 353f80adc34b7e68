import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { temporalSettings } from '../connect-temporal.ts';
import { registerSearchAttributes, SearchAttributesMissing } from '../search-attributes.ts';

const PAUSE_MS = 500;
/** Said again at most so often. */
const SAY_EVERY_MS = 10_000;

/**
 * Waits until Temporal answers, its namespace is there and knows the search attributes. Ends early, with false, when
 * the process is told to stop. Throws SearchAttributesMissing.
 */
export async function waitForTemporal(
  { connectionOptions, namespace }: ReturnType<typeof temporalSettings>,
  log: Logger,
  signal: AbortSignal,
): Promise<boolean> {
  let saidAtMs = -Infinity;
  while (!signal.aborted) {
    const connection = Connection.lazy({ ...connectionOptions, connectTimeout: '3s' });
    try {
      const registered = await registerSearchAttributes(connection, namespace);
      if (registered.length > 0) log.info({ registered }, 'Registered search attributes');
      return true;
    } catch (error) {
      if (error instanceof SearchAttributesMissing) throw error;
      if (Date.now() - saidAtMs > SAY_EVERY_MS) {
        saidAtMs = Date.now();
        log.info(
          { err: error, address: connectionOptions.address, namespace },
          'Waiting for Temporal',
        );
      }
      await pause(PAUSE_MS);
    } finally {
      await connection.close();
    }
  }
  return false;
}
