import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { answersTemporal } from './health.js';

/** The search attributes of collaborations and batches, by type (the outside contract, section 5). */
export const searchAttributes = {
  CollaborationStatus: 'Keyword',
  DeliveryStatus: 'Keyword',
  CampaignId: 'Keyword',
  CreatorId: 'Keyword',
  OwnerId: 'Keyword',
  NextReminderAt: 'Datetime',
  StatusSince: 'Datetime',
  BatchState: 'Keyword',
};

const dynamicConfig = {
  // The default of 20 polls a second makes every signal wait up to 50 ms.
  'history.transferProcessorMaxPollRPS': 2000,
  'history.timerProcessorMaxPollRPS': 500,
  // Workflows whose state it keeps for an hour, 60 kB each. By default 128,000, which is more than the memory below.
  'history.hostLevelCacheMaxSize': 4000,
};

/**
 * Describes the embedded Temporal as a part to run; its data is `DATA_DIR/temporal`.
 * @param {{program: string, dataDir: string, port: number, uiPort?: number, namespace: string}} given
 *   without `uiPort` it runs without its web interface
 */
export function temporalPart({ program, dataDir, port, uiPort, namespace }) {
  const folder = join(dataDir, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'temporal.db');
  return {
    name: 'temporal',
    command: program,
    args: ['server', 'start-dev', ...flags({ file, port, uiPort, namespace })],
    env: plainEnv(),
    cwd: folder,
    stopSignal: 'SIGTERM',
    isHealthy: () => answersTemporal(port),
    afterStop: () => foldLog(file),
    address: `127.0.0.1:${port}`,
  };
}

function flags({ file, port, uiPort, namespace }) {
  const pairs = (flag, values) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  return [
    ...['--db-filename', file, '--ip', '127.0.0.1', '--port', String(port)],
    ...(uiPort ? ['--ui-port', String(uiPort), '--ui-ip', '127.0.0.1'] : ['--headless']),
    ...['--namespace', namespace, '--log-level', 'error'],
    ...pairs('--search-attribute', searchAttributes),
    ...pairs('--sqlite-pragma', { journal_mode: 'WAL', synchronous: 'FULL' }),
    ...pairs('--dynamic-config-value', dynamicConfig),
  ];
}

// With a heap so small, Go collects garbage all the time: less often saves a quarter of the server's work.
const garbage = { GOGC: '400', GOMEMLIMIT: '512MiB' };

/** The caller's own Temporal settings (another server's key, a profile) must not reach this one. */
function plainEnv() {
  const isOwn = ([name]) => !name.startsWith('TEMPORAL_');
  return { ...garbage, ...Object.fromEntries(Object.entries(process.env).filter(isOwn)) };
}

/**
 * The dev server ends without closing its database; opening and closing it once folds the
 * write-ahead log into the one file, so that a copy of that file is a backup.
 */
function foldLog(file) {
  if (!existsSync(`${file}-wal`)) return;
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
