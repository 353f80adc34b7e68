const PAUSE_MS = 1_000;

/** Runs `work` a second after it was first called for, however often it is called meanwhile. */
export function soon(work: () => void): { readonly call: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    call: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, PAUSE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
