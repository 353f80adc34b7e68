const SHORTEST_MS = 4_000;
/** A report that took long is asked for more seldom: nobody's watching may keep the server busy. */
const TIMES_ITS_COST = 10;

/** Runs at the first call, later calls together once the pause is over; `end` forgets what waits. */
export function seldom(run: () => void): {
  readonly ask: (lastTookMs: number) => void;
  readonly end: () => void;
} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ranAt = -Infinity;
  const now = () => performance.now();
  return {
    ask: (lastTookMs) => {
      if (timer !== undefined) return;
      const pause = Math.max(SHORTEST_MS, TIMES_ITS_COST * lastTookMs);
      timer = setTimeout(
        () => {
          timer = undefined;
          ranAt = now();
          run();
        },
        Math.max(0, ranAt + pause - now()),
      );
    },
    end: () => clearTimeout(timer),
  };
}
