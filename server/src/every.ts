import type { Logger } from 'pino';

/** Does something again and again, never twice at once; a failure is logged and tried again the next time. */
export function every(
  ms: number,
  work: () => Promise<unknown>,
  log: Logger,
): { readonly stop: () => void } {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    work()
      .catch((error: unknown) => log.warn({ err: error }, 'Work in the background failed'))
      .finally(() => {
        isRunning = false;
      });
  }, ms);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
