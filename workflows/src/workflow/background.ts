import { isCancellation } from '@temporalio/workflow';

/** Runs beside the main function until the run ends. A bug in it fails the workflow task, as one in main would. */
export function inBackground(work: () => Promise<void>): void {
  void work().catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
}
