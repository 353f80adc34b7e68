/** Runs something soon and at most once in `ms`, however often it is called; `stop` forgets a run that waits. */
export function atMostEvery(ms: number, run: () => void): { soon: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fire = () => {
    timer = undefined;
    run();
  };
  return {
    soon: () => (timer ??= setTimeout(fire, ms)),
    stop: () => clearTimeout(timer),
  };
}
