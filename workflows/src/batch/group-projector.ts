import type { UpdateAnswer } from '@parley/domain/wire.schema';
import { outcomeOf } from '../commands/carry-out.ts';
import type { StoredCommand } from '../commands/stored-command.ts';
import type { Sql } from '../projection/postgres.ts';
import { projectWithin } from '../projection/project.ts';
import type { CommandOutcome } from '../projection/projection.ts';
import { type ItemOutcome, storeItems } from './store-items.ts';

type Decided = Extract<UpdateAnswer, { kind: 'applied' | 'refused' }>;
export interface Answered {
  readonly command: StoredCommand;
  readonly answer: Decided;
}

/**
 * Makes many answers of one batch readable in one transaction, with the outcomes of their rows. Sorted by id, so
 * that two batches over the same rows lock them in one order. Answers the commands that need a closer look: a gap,
 * a divergence, a workflow whose outbox is full.
 */
export async function projectGroup(
  sql: Sql,
  batchId: string,
  group: readonly Answered[],
): Promise<StoredCommand[]> {
  const sorted = [...group].sort((a, b) =>
    a.command.collaborationId < b.command.collaborationId ? -1 : 1,
  );
  return await sql.begin(async (transaction) => {
    const odd: StoredCommand[] = [];
    const outcomes: ItemOutcome[] = [];
    const projected = await Promise.all(
      sorted.map(async ({ command, answer }) => {
        const outcome = outcomeOf(command.id, answer);
        const { events, version, stateHash } = answer;
        const { collaborationId } = command;
        const result = await projectWithin(transaction, {
          ...{ collaborationId, events, version, stateHash },
          outcomes: outcome ? [outcome] : [],
        });
        return { command, outcome, result };
      }),
    );
    for (const { command, outcome, result } of projected) {
      if (result.kind === 'stored' && outcome) outcomes.push(itemOf(command, outcome));
      else odd.push(command);
    }
    if (outcomes.length > 0) await storeItems(transaction, batchId, outcomes);
    return odd;
  });
}

/** The outcome of a command as the outcome of its row. */
export function itemOf(
  { collaborationId }: StoredCommand,
  { outcome, code, detail, seq }: CommandOutcome,
): ItemOutcome {
  return { collaborationId, outcome, code, detail, seq };
}
