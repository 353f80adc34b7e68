import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildPart } from './child-part.ts';
import { dropDatabase, makeDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { makeNamespace } from './namespace.ts';
import { addPeople } from './people.ts';
import type { TemporalPlace } from './temporal.ts';
import { storesOfRun, type Stores } from './stores.ts';

/** Where a running product can be reached: plain data, so that it can be handed to other processes. */
export interface StackAddress extends TemporalPlace {
  /** Origin of the board and the API. */
  readonly url: string;
  readonly databaseUrl: string;
}

export interface StackOptions {
  /** The sample workspace instead of an empty one with the people of people.ts. */
  readonly sample?: boolean;
  /** Other stores than those of the test run. */
  readonly stores?: Stores;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Stack extends StackAddress {
  readonly server: ChildPart;
  readonly worker: ChildPart;
  /** Ends both parts and takes the database away. */
  readonly stop: () => Promise<void>;
}

/** Starts server and worker of the product on a database and a namespace of their own, with people to sign in as. */
export async function startStack({
  sample = false,
  stores = storesOfRun(),
  env = {},
}: StackOptions = {}): Promise<Stack> {
  const name = `parley_${randomBytes(6).toString('hex')}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-stack-'));
  const [databaseUrl, port, healthPort] = await Promise.all([
    makeDatabase(stores.databaseUrl, name),
    freePort(),
    freePort(),
    makeNamespace({ temporalAddress: stores.temporalAddress, namespace: name }),
  ]);
  const url = `http://127.0.0.1:${port}`;
  const common = {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: stores.temporalAddress,
    TEMPORAL_NAMESPACE: name,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    WORKER_HEALTH_PORT: String(healthPort),
    ...env,
  };
  const web = {
    HOST: '127.0.0.1',
    PORT: String(port),
    AUTH_SECRET: randomBytes(24).toString('hex'),
  };
  const worker = new ChildPart({
    name: 'worker',
    script: 'workflows/src/worker.ts',
    env: common,
    healthUrl: `http://127.0.0.1:${healthPort}/healthz`,
  });
  const server = new ChildPart({
    name: 'server',
    script: 'server/src/main.ts',
    env: { ...common, ...web, SAMPLE_DATA: sample ? 'on' : 'off' },
    healthUrl: `${url}/api/health`,
  });
  const stop = async () => {
    await Promise.all([server.stop(), worker.stop()]);
    await dropDatabase(stores.databaseUrl, name);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await Promise.all([worker.start(), server.start()]);
    if (!sample) await addPeople(databaseUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    databaseUrl,
    temporalAddress: stores.temporalAddress,
    namespace: name,
    server,
    worker,
    stop,
  };
}
