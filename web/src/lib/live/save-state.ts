import type { QueuedChange } from './change.ts';

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline'; readonly count: number };

/** "Saved" only when nothing is unanswered; offline counts what will be sent. */
export function saveStateOf(changes: readonly QueuedChange[], isOffline: boolean): SaveState {
  if (changes.length === 0) return { kind: 'saved' };
  const unsent = changes.filter((change) => change.phase === 'queued').length;
  return isOffline && unsent > 0 ? { kind: 'offline', count: unsent } : { kind: 'saving' };
}
