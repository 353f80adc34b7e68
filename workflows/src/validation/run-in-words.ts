import type { RunStep } from './validation-activities.ts';

/** What operators read on the workflow's page: counts, no names. */
export function runInWords({ state, total, done, failed, pending, waitMs }: RunStep): string {
  const counts = `${done} of ${total} creators validated, ${failed} failed, ${pending} to go`;
  switch (state) {
    case 'running':
      return waitMs > 0 ? `Waits for other runs: ${counts}.` : `Validates creators: ${counts}.`;
    case 'paused':
      return `Paused, waits for resume: ${counts}.`;
    case 'cancelling':
      return `Is being cancelled: ${counts}.`;
    case 'cancelled':
      return `Cancelled: ${counts}.`;
    case 'completed':
      return `Completed: ${counts}.`;
    case 'failed':
      return `Stopped, because the model cannot be used: ${counts}. Retry takes it up again.`;
    case 'gone':
      return 'The validator was deleted, and the run with it.';
    default:
      return state satisfies never;
  }
}
