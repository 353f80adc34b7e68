import type { Queries } from '../db/connect.ts';
import { readCommandState, type CommandState } from '@parley/workflows/commands/stored-command';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 200;

/** Waits until a command that someone else sends has its outcome, at most until `deadline`. */
export async function awaitOutcome(
  sql: Queries,
  commandId: string,
  deadline: number,
): Promise<CommandState | null> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const state = await readCommandState(sql, commandId);
    if (state === null || state.outcome !== null || Date.now() + pause > deadline) return state;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
