import type { PathDeps } from '@parley/workflows/commands/path';
import { pruneKeys } from '../commands/request-keys.ts';
import { forgetSelections } from '../batches/confirm-batch.ts';
import { startUnfinishedBatches } from '../batches/start-batches.ts';
import { every } from '../every.ts';
import { sweepRuns } from '../validators/tell-runs.ts';
import { startReconciling } from './reconcile.ts';
import { startSweeper } from './sweeper.ts';

const HOUR_MS = 3_600_000;
const SOON_MS = 15_000;

/**
 * Everything that mends in the background: what was stored and not decided is sent again, rows and workflows are
 * compared, old keys are forgotten. Safe to run in every process.
 */
export function startRecovery(deps: PathDeps): { readonly stop: () => Promise<void> } {
  const sweeper = startSweeper(deps);
  const reconciling = startReconciling(deps);
  const batches = every(SOON_MS, () => startUnfinishedBatches(deps), deps.log);
  const runs = every(SOON_MS, () => sweepRuns(deps), deps.log);
  const pruning = every(
    HOUR_MS,
    () => Promise.all([pruneKeys(deps.sql), forgetSelections(deps.sql)]),
    deps.log,
  );
  const stop = async () => {
    batches.stop();
    runs.stop();
    pruning.stop();
    reconciling.stop();
    await sweeper.stop();
  };
  return { stop };
}
