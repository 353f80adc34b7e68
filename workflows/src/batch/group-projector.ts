import type { UpdateAnswer } from '@parley/domain/wire.schema';
import { outcomeOf } from '../commands/carry-out.ts';
import type { StoredCommand } from '../commands/stored-command.ts';
import type { Sql } from '../projection/postgres.ts';
import { projectAll } from '../projection/project.ts';
import type { CommandOutcome, Projection } from '../projection/projection.ts';
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
  const answered = sorted.map((one) => ({
    ...one,
    outcome: outcomeOf(one.command.id, one.answer),
  }));
  return await sql.begin(async (transaction) => {
    const results = await projectAll(transaction, answered.map(projectionOf));
    const settled = answered.map((one, index) => ({
      ...one,
      isStored: results[index]?.kind === 'stored',
    }));
    const outcomes = settled.flatMap(({ command, outcome, isStored }) =>
      isStored && outcome ? [itemOf(command, outcome)] : [],
    );
    if (outcomes.length > 0) await storeItems(transaction, batchId, outcomes);
    return settled.flatMap(({ command, outcome, isStored }) =>
      isStored && outcome ? [] : [command],
    );
  });
}

function projectionOf({
  command,
  answer,
  outcome,
}: Answered & { readonly outcome: CommandOutcome | null }): Projection {
  const { events, version, stateHash } = answer;
  const outcomes = outcome ? [outcome] : [];
  return { collaborationId: command.collaborationId, events, version, stateHash, outcomes };
}

/** The outcome of a command as the outcome of its row. */
export function itemOf(
  { collaborationId }: StoredCommand,
  { outcome, code, detail, seq }: CommandOutcome,
): ItemOutcome {
  return { collaborationId, outcome, code, detail, seq };
}
