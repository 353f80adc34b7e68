import { ActivityFailure, condition, isCancellation, log } from '@temporalio/workflow';
import type { Projected } from '../activities.ts';
import type { OwnOutcome } from '../collaboration/carried.schema.ts';
import type { Collaboration } from '../collaboration/collaboration.ts';
import type { Parcel } from '../collaboration/outbox.ts';
import { asked } from './asked-activities.ts';

type Attempt = Projected | { readonly kind: 'failed'; readonly detail: string };

/**
 * Makes readable what no caller projects: signals, operators' updates, reminders. One projection at a time, the
 * outbox as it is then. One that cannot be stored is parked and alarmed; later changes go on.
 */
export async function projectOwn(
  collaboration: Collaboration,
  onChange: () => void,
): Promise<void> {
  const { outbox } = collaboration;
  for (;;) {
    await condition(() => outbox.needsProjection());
    const parcel = outbox.parcel();
    let attempt = await projection(collaboration, parcel);
    if (attempt.kind === 'failed' && parcel.outcomes.length > 0) {
      attempt = await projectApart(collaboration, parcel);
    }
    if (attempt.kind === 'stored') outbox.settle(parcel, attempt.version);
    else await park(collaboration, inWords(attempt));
    onChange();
  }
}

/** One record that Postgres refuses must not keep events and the other records back: it alone is given up. */
async function projectApart(
  collaboration: Collaboration,
  { events, outcomes }: Parcel,
): Promise<Attempt> {
  const stored = await projection(collaboration, { events, outcomes: [] });
  if (stored.kind !== 'stored') return stored;
  for (const outcome of outcomes) await projectOutcome(collaboration, outcome);
  return stored;
}

async function projectOutcome(collaboration: Collaboration, outcome: OwnOutcome): Promise<void> {
  const { id: collaborationId } = collaboration;
  const alone = { collaborationId, events: [], version: 0, stateHash: null, outcomes: [outcome] };
  const attempt = await attempted(() => asked.project(alone));
  if (attempt.kind === 'stored') return;
  await alarm(collaboration, `Command ${outcome.commandId} has no row: ${inWords(attempt)}`);
}

/** What the outbox held at one moment, with the version and the hash of that same moment. */
function projection(collaboration: Collaboration, { events, outcomes }: Parcel): Promise<Attempt> {
  const { id: collaborationId } = collaboration;
  const version = events.at(-1)?.seq ?? 0;
  const stateHash = version === collaboration.version ? collaboration.stateHash : null;
  return attempted(() => asked.project({ collaborationId, events, version, stateHash, outcomes }));
}

async function attempted(work: () => Promise<Projected>): Promise<Attempt> {
  try {
    return await work();
  } catch (error) {
    // Retries never end by themselves: this is what the activity called hopeless.
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return { kind: 'failed', detail: error.cause?.message ?? error.message };
  }
}

async function park(collaboration: Collaboration, detail: string): Promise<void> {
  collaboration.outbox.park();
  await alarm(collaboration, detail);
}

async function alarm(collaboration: Collaboration, detail: string): Promise<void> {
  log.error('projection parked', { detail });
  await asked.raiseAlarm({ kind: 'PROJECTION_PARKED', collaborationId: collaboration.id, detail });
}

function inWords(attempt: Exclude<Attempt, { kind: 'stored' }>): string {
  switch (attempt.kind) {
    case 'gap':
      return `The row is at version ${attempt.rowVersion} and lacks events that are no longer here.`;
    case 'diverged':
      return `Row (version ${attempt.rowVersion}) and workflow differ: ${attempt.detail}`;
    case 'failed':
      return `The projection cannot be stored: ${attempt.detail}`;
    default:
      return attempt satisfies never;
  }
}
