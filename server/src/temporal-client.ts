import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { ConfigError } from './config.ts';

/**
 * A client by the environment (TEMPORAL_ADDRESS, _NAMESPACE, _API_KEY, _TLS…). It connects on first use, so the
 * server starts, reads and stores changes while Temporal is down. Throws ConfigError where a setting is wrong.
 */
export function temporalClient(): Client {
  try {
    const { connectionOptions, namespace } = loadClientConnectConfig();
    return new Client({
      connection: Connection.lazy(connectionOptions),
      ...(namespace ? { namespace } : {}),
    });
  } catch (error) {
    throw new ConfigError(`TEMPORAL_*: ${error instanceof Error ? error.message : 'is wrong'}`);
  }
}
