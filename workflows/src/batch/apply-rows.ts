import { rowVersion } from '../commands/workflow-version.ts';
import { carryOut } from '../commands/carry-out.ts';
import type { PathDeps } from '../commands/path.ts';
import { send } from '../commands/send.ts';
import { type Answered, itemOf, projectGroup } from './group-projector.ts';
import { ANSWERS, GroupWriter } from './group-writer.ts';
import { inLanes } from './in-lanes.ts';
import type { StoredRow } from './store-commands.ts';
import { storeItems } from './store-items.ts';

/**
 * Updates in flight at once; more only queue before two cores. With eight a single change beside a batch waits a
 * quarter less, and the batch takes a third longer. Source: DESIGN.md section 7.
 */
const LANES = 16;
/** How long one row may take before the batch goes on without it and comes back to it. */
const ROW_MS = 10_000;

interface Applying {
  readonly batchId: string;
  /** Called whenever something came of rows, so that Temporal knows the activity is alive. */
  readonly moved: () => void;
}

/**
 * Sends stored commands to their workflows, sixteen at a time, and makes the answers readable in groups. Rows that
 * get no answer, also at the second try, stay open.
 */
export async function applyRows(
  deps: PathDeps,
  rows: AsyncIterable<StoredRow>,
  { batchId, moved }: Applying,
): Promise<void> {
  const odd: StoredRow[] = [];
  const underWay = new Map<string, StoredRow>();
  const writer = new GroupWriter<Answered>(ANSWERS, async (group) => {
    for (const command of await projectGroup(deps.sql, batchId, group)) {
      const row = underWay.get(command.id);
      if (row) odd.push(row);
    }
    for (const { command } of group) underWay.delete(command.id);
    moved();
  });
  await inLanes(rows, LANES, async (row) => {
    const deadline = Date.now() + ROW_MS;
    const sent = await send(deps, row.command, { known: row.known, deadline });
    if (sent.kind !== 'applied' && sent.kind !== 'refused')
      return await repaired(deps, row, { batchId, moved });
    underWay.set(row.command.id, row);
    writer.add({ command: row.command, answer: sent });
  });
  await writer.finish();
  await inLanes(odd, LANES, (row) => repaired(deps, row, { batchId, moved }));
}

/** A row whose workflow ended, lost history or runs ahead: the path of a single change repairs what is odd. */
async function repaired(
  deps: PathDeps,
  row: StoredRow,
  { batchId, moved }: Applying,
): Promise<void> {
  const known = await rowVersion(deps.sql, row.command.collaborationId);
  const done = await carryOut(deps, row.command, { known, deadline: Date.now() + ROW_MS });
  if (done.kind === 'decided')
    await storeItems(deps.sql, batchId, [itemOf(row.command, done.outcome)]);
  moved();
}
