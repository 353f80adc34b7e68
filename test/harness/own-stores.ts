import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// scripts/ is no package: it runs before anything is installed.
import { Part } from '../../scripts/parts/part.js';
import { postgresPart } from '../../scripts/parts/postgres.js';
import { temporalPart } from '../../scripts/parts/temporal.js';
import { freePort } from './free-port.ts';
import { temporalProgram, type Stores } from './stores.ts';

const GRACE_MS = 10_000;

/** A store that a test may end: it is started again at the same address by whoever ended it. */
export interface OwnStore {
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
}
export interface OwnStores extends Stores {
  readonly postgres: OwnStore;
  readonly temporal: OwnStore;
  readonly stop: () => Promise<void>;
}

/** A Postgres and a Temporal of a test's own, as `npm start` runs them. */
export async function startOwnStores(): Promise<OwnStores> {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-stores-'));
  chmodSync(dataDir, 0o755);
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const part = (description: ConstructorParameters<typeof Part>[0]): Restartable =>
    new Restartable(() => new Part(description, { dataDir, write, say: write, isQuiet: true }));
  const database = await postgresPart(dataDir, write, { fsync: 'off' });
  const engine = temporalPart({
    program: temporalProgram(),
    dataDir,
    port: await freePort(),
    namespace: 'default',
  });
  const [postgres, temporal] = [
    part({ ...database, stopSignal: 'SIGINT' }),
    part({ ...engine, stopSignal: 'SIGTERM' }),
  ];
  await Promise.all([postgres.up(), temporal.up()]);
  const stop = async () => {
    await Promise.all([postgres.down(), temporal.down()]);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { databaseUrl: database.url, temporalAddress: engine.address, postgres, temporal, stop };
}

class Restartable implements OwnStore {
  readonly #make: () => Part;
  #part: Part | undefined;

  constructor(make: () => Part) {
    this.#make = make;
    process.on('exit', () => this.#part?.kill());
  }

  readonly up = async (): Promise<void> => {
    this.#part = this.#make();
    await this.#part.start();
  };

  readonly down = async (): Promise<void> => {
    await this.#part?.stop(GRACE_MS);
    this.#part = undefined;
  };
}
