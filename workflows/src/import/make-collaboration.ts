import type { CommandContent } from '@parley/domain/commands.schema';
import { derivedId } from '@parley/domain/ids';
import type { PathDeps } from '../commands/path.ts';
import { type DerivedChange, seeThrough } from '../commands/see-through.ts';
import type { Sending } from '../commands/send.ts';
import { createInput } from '../commands/start-input.ts';
import type { CommandState } from '../commands/stored-command.ts';
import { rowVersion } from '../commands/workflow-version.ts';
import type { ReadyCollaboration } from './decide-collaborations.ts';
import { type ImportJob, refusedRow, type RowResult } from './import-row.ts';

/** How long one change may take before it is left to the sweeper. */
export const SEND_MS = 15_000;

/**
 * Makes one collaboration through its workflow, as a person would, change by change. Null while one of them is not
 * decided; asked again it goes on there. Safe to repeat.
 */
export async function makeCollaboration(
  deps: PathDeps,
  job: ImportJob,
  ready: ReadyCollaboration,
): Promise<RowResult | null> {
  for (const content of ready.contents) {
    const done = await seeThrough(deps, changeOf(job, ready, content), () =>
      sendingOf(deps, ready, content.name),
    );
    if (done === null) return null;
    if (done.outcome !== 'applied' && done.outcome !== 'unchanged')
      return notMade(ready, content.name, done);
  }
  return { row: ready.row, outcome: 'created', entityId: ready.id };
}

/** A row one of whose changes was refused. */
export function notMade(
  { row, id }: ReadyCollaboration,
  name: CommandContent['name'],
  { code, detail }: Pick<CommandState, 'code' | 'detail'>,
): RowResult {
  const why = WORDS[code ?? ''] ?? detail ?? 'the change could not be decided';
  if (name !== 'create') return half(row, id, why);
  if (code !== 'ALREADY_OPEN') return refusedRow(row, why);
  return { row, outcome: 'skipped', errors: [{ column: null, message: why }] };
}

const WORDS: Readonly<Record<string, string>> = {
  ALREADY_OPEN: 'is open already: this creator has an open collaboration in this campaign',
};

/** It was tried out before it began, so only somebody who changed it meanwhile brings this about: it stays theirs. */
function half(row: number, entityId: string, why: string): RowResult {
  const message = `is there, but somebody changed it while it was imported: ${why}`;
  return { row, outcome: 'created', entityId, errors: [{ column: null, message }] };
}

/** A change of a row, with the id that is its own however often it is asked for. */
export function changeOf(
  job: ImportJob,
  { row, id }: ReadyCollaboration,
  content: CommandContent,
): DerivedChange {
  if (content.name === 'sendReminder') throw new Error('No import sends reminders');
  return {
    id: derivedId(job.id, content.name, row),
    collaborationId: id,
    name: content.name,
    payload: content.body,
    actor: { kind: job.accountKind, id: job.accountId },
    // A millisecond a row, so that what was made together keeps the order of the file.
    at: new Date(Date.parse(job.startedAt) + row).toISOString(),
    expectedVersion: null,
    batchId: null,
  };
}

async function sendingOf(
  deps: PathDeps,
  { id, campaignId }: ReadyCollaboration,
  name: CommandContent['name'],
): Promise<Sending> {
  const deadline = Date.now() + SEND_MS;
  if (name !== 'create') return { known: await rowVersion(deps.sql, id), deadline };
  return { known: 0, deadline, start: await createInput(deps, id, campaignId) };
}
