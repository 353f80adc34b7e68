import type { RunCommand, RunState, ValidationRunView } from '@parley/domain/validator-view';

export const STATE_WORDS: Readonly<Record<RunState, string>> = {
  running: 'Running',
  paused: 'Paused',
  cancelling: 'Cancelling…',
  completed: 'Completed',
  cancelled: 'Cancelled',
  failed: 'Stopped',
};

export function isOpenRun({ state }: ValidationRunView): boolean {
  return state === 'running' || state === 'paused' || state === 'cancelling';
}

/** What can be asked of a run as it stands. */
export function commandsFor({ state, failed, pending }: ValidationRunView): readonly RunCommand[] {
  switch (state) {
    case 'running':
      return ['pause', 'cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'cancelling':
      return [];
    case 'completed':
    case 'cancelled':
    case 'failed':
      return failed + pending > 0 ? ['retry'] : [];
    default:
      return state satisfies never;
  }
}

export function commandWords(command: RunCommand, { failed, pending }: ValidationRunView): string {
  switch (command) {
    case 'pause':
      return 'Pause';
    case 'resume':
      return 'Resume';
    case 'cancel':
      return 'Cancel run';
    case 'retry':
      return `Retry ${failed + pending}`;
    default:
      return command satisfies never;
  }
}

/** How far a run is, of what it is about. */
export function progressPercent({ total, pending }: ValidationRunView): number {
  return total === 0 ? 100 : Math.round(((total - pending) / total) * 100);
}

/** About how long something takes, for people who wait. */
export function durationInWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** How long the rest of a run takes at its present rate; null where that cannot be said. */
export function timeLeft({ state, pending, ratePerMinute }: ValidationRunView): string | null {
  if (state !== 'running' || pending === 0 || ratePerMinute < 1) return null;
  return durationInWords((pending / ratePerMinute) * 60);
}
