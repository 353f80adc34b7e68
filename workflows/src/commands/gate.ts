/** Updates in flight per collaboration and process: 50 unguarded callers on one workflow drop to 10 a second. */
const MOST = 4;

interface Gate {
  inside: number;
  readonly waiting: (() => void)[];
}
const gates = new Map<string, Gate>();

/**
 * Runs `task` when fewer than four others of the same collaboration run in this process; first come, first served.
 * Null, and the task never runs, when its turn does not come before `deadline` (milliseconds since 1970).
 */
export async function throughGate<T>(
  collaborationId: string,
  deadline: number,
  task: () => Promise<T>,
): Promise<T | null> {
  const gate = gates.get(collaborationId) ?? { inside: 0, waiting: [] };
  gates.set(collaborationId, gate);
  if (!(await enter(gate, deadline))) return null;
  try {
    return await task();
  } finally {
    leave(collaborationId, gate);
  }
}

function enter(gate: Gate, deadline: number): Promise<boolean> | true {
  if (gate.inside < MOST) {
    gate.inside += 1;
    return true;
  }
  return new Promise((resolve) => {
    const admitted = () => {
      clearTimeout(timer);
      resolve(true);
    };
    const timer = setTimeout(() => {
      gate.waiting.splice(gate.waiting.indexOf(admitted), 1);
      resolve(false);
    }, deadline - Date.now());
    gate.waiting.push(admitted);
  });
}

/** Whoever waits longest takes the place over, so `inside` stays as it is. */
function leave(collaborationId: string, gate: Gate): void {
  const next = gate.waiting.shift();
  if (next) return next();
  gate.inside -= 1;
  if (gate.inside === 0) gates.delete(collaborationId);
}
