import { ActivityFailure, condition, isCancellation, log } from '@temporalio/workflow';
import type { Projected } from '../activities.ts';
import type { Collaboration } from '../collaboration/collaboration.ts';
import { asked } from './asked-activities.ts';

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
    const projected = await projection(collaboration, parcel);
    if (projected.kind === 'stored') outbox.settle(parcel, projected.version);
    else await park(collaboration, inWords(projected));
    onChange();
  }
}

async function projection(
  collaboration: Collaboration,
  { events, outcomes }: ReturnType<Collaboration['outbox']['parcel']>,
): Promise<Projected | { readonly kind: 'failed'; readonly detail: string }> {
  const { id: collaborationId, version, stateHash } = collaboration;
  try {
    return await asked.project({ collaborationId, events, version, stateHash, outcomes });
  } catch (error) {
    // Retries never end by themselves: this is what the activity called hopeless.
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return { kind: 'failed', detail: error.cause?.message ?? error.message };
  }
}

async function park(collaboration: Collaboration, detail: string): Promise<void> {
  collaboration.outbox.park();
  log.error('projection parked', { detail });
  await asked.raiseAlarm({ kind: 'PROJECTION_PARKED', collaborationId: collaboration.id, detail });
}

function inWords(
  projected: Exclude<Awaited<ReturnType<typeof projection>>, { kind: 'stored' }>,
): string {
  switch (projected.kind) {
    case 'gap':
      return `The row is at version ${projected.rowVersion} and lacks events that are no longer here.`;
    case 'diverged':
      return `Row (version ${projected.rowVersion}) and workflow differ: ${projected.detail}`;
    case 'failed':
      return `The projection cannot be stored: ${projected.detail}`;
    default:
      return projected satisfies never;
  }
}
