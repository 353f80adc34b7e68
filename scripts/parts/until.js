import { setTimeout as wait } from 'node:timers/promises';

const usualPauseMs = 50;

/**
 * Asks until the answer is true, at most `timeoutMs`; whether it became true in time.
 * @param {() => boolean | Promise<boolean>} isSo
 * @param {number} timeoutMs
 * @param {AbortSignal} [signal] ends the waiting early, with false
 * @param {number} [everyMs] pause between two questions
 */
export async function until(isSo, timeoutMs, signal, everyMs = usualPauseMs) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (await isSo()) return true;
    if (signal?.aborted || Date.now() >= end) return false;
    await wait(everyMs);
  }
}
