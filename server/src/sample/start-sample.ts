import type { PathDeps } from '@parley/workflows/commands/path';
import { beginSample } from './make-sample.ts';

/**
 * Makes the people of the sample workspace at once and the rest in the background; what goes wrong is logged, and
 * the next start goes on from there.
 */
export async function startSample(deps: PathDeps): Promise<{ readonly stop: () => Promise<void> }> {
  const ending = new AbortController();
  const makeRest = await beginSample(deps);
  const making = makeRest?.(ending.signal).catch((error: unknown) => {
    if (ending.signal.aborted) return;
    deps.log.error({ err: error }, 'The sample workspace is not complete');
  });
  return {
    stop: async () => {
      ending.abort();
      await making;
    },
  };
}
