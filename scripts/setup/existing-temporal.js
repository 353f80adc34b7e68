import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.js';
import { wrongSetting } from './settings.js';
import { StopWithLine } from './stop-with-line.js';

const connectMs = 6000;

/**
 * Makes sure that the Temporal of TEMPORAL_ADDRESS can be reached and knows the search attributes;
 * registers missing ones, or stops and prints the command where that is not allowed (Temporal Cloud).
 */
export async function checkTemporal(settings) {
  const { temporalSettings } = await import('../../workflows/src/connect-temporal.ts');
  const { registerSearchAttributes, SearchAttributesMissing } =
    await import('../../workflows/src/search-attributes.ts');
  const { Connection } = createRequire(join(root, 'workflows/package.json'))('@temporalio/client');
  let connection;
  try {
    const { connectionOptions, namespace } = temporalSettings(process.env);
    connection = await Connection.connect({ ...connectionOptions, connectTimeout: connectMs });
    await connection.withDeadline(Date.now() + connectMs, () =>
      registerSearchAttributes(connection, namespace),
    );
  } catch (error) {
    if (error instanceof SearchAttributesMissing) throw new StopWithLine(error.message);
    throw notUsable(settings.temporalAddress, error);
  } finally {
    await connection?.close();
  }
}

function notUsable(address, error) {
  return wrongSetting(
    'TEMPORAL_ADDRESS',
    `"${address}" cannot be used (${error.details || error.cause?.message || error.message})`,
    'host:port of a Temporal that this machine reaches, with TEMPORAL_NAMESPACE, TEMPORAL_API_KEY ' +
      'and TEMPORAL_TLS as it wants them',
  );
}
