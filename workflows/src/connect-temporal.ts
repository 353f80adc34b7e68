import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where Temporal is: TEMPORAL_ADDRESS, _NAMESPACE, _API_KEY and _TLS* of the environment, or a profile of Temporal's
 * own configuration file. An empty variable counts as not set. Throws for a value that cannot be read.
 */
export function temporalSettings(env: Environment): ClientConnectConfig & { namespace: string } {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value) given[name] = value;
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars: given });
  return {
    connectionOptions: {
      ...connectionOptions,
      address: connectionOptions.address ?? '127.0.0.1:7233',
    },
    namespace: namespace ?? 'default',
  };
}

/** A client for the server and for scripts. Connects at the first call, so that Temporal may be away at the start. */
export function connectClient(env: Environment): Client {
  const { connectionOptions, namespace } = temporalSettings(env);
  return new Client({ connection: Connection.lazy(connectionOptions), namespace });
}
