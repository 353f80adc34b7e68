import { createRequire } from 'node:module';
import { join } from 'node:path';
import { searchAttributes } from '../parts/temporal.js';
import { root } from './root.js';
import { wrongSetting } from './settings.js';
import { StopWithLine } from './stop-with-line.js';

// temporal.api.enums.v1.IndexedValueType
const typeNumbers = { Keyword: 2, Datetime: 6 };
const deadlineMs = 10_000;

/**
 * Makes sure that the Temporal of TEMPORAL_ADDRESS can be reached and knows the search attributes;
 * registers missing ones, or stops and prints the command where that is not allowed (Temporal Cloud).
 */
export async function checkTemporal({ temporalNamespace, temporalAddress }) {
  const connection = await connect(temporalAddress);
  try {
    const missing = await missingAttributes(connection, temporalNamespace, temporalAddress);
    if (Object.keys(missing).length > 0) await register(connection, temporalNamespace, missing);
  } finally {
    await connection.close();
  }
}

async function connect(address) {
  const require = createRequire(join(root, 'server/package.json'));
  const { Connection } = require('@temporalio/client');
  const { loadClientConnectConfig } = require('@temporalio/envconfig');
  try {
    const { connectionOptions } = loadClientConnectConfig();
    return await Connection.connect({ ...connectionOptions, connectTimeout: deadlineMs });
  } catch (error) {
    throw notReached(address, error);
  }
}

function notReached(address, error) {
  return wrongSetting(
    'TEMPORAL_ADDRESS',
    `"${address}" cannot be used (${error.details || error.cause?.message || error.message})`,
    'host:port of a Temporal that this machine reaches, with TEMPORAL_NAMESPACE, TEMPORAL_API_KEY ' +
      'and TEMPORAL_TLS as it wants them',
  );
}

async function missingAttributes(connection, namespace, address) {
  try {
    const ask = () => connection.operatorService.listSearchAttributes({ namespace });
    const { customAttributes } = await connection.withDeadline(Date.now() + deadlineMs, ask);
    const isMissing = ([name]) => !(name in customAttributes);
    return Object.fromEntries(Object.entries(searchAttributes).filter(isMissing));
  } catch (error) {
    throw notReached(address, error);
  }
}

async function register(connection, namespace, missing) {
  const wanted = Object.entries(missing).map(([name, type]) => [name, typeNumbers[type]]);
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(wanted),
    });
  } catch (error) {
    const flags = Object.entries(missing).map(([name, type]) => `--name ${name} --type ${type}`);
    throw new StopWithLine(
      `TEMPORAL_ADDRESS: search attributes are missing and could not be registered ` +
        `(${error.details || error.message}); register them: temporal operator search-attribute ` +
        `create --namespace ${namespace} ${flags.join(' ')}`,
    );
  }
}
