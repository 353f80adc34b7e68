import { evolve } from '@parley/domain/evolve';
import { type CollaborationState, stateSchema } from '@parley/domain/state.schema';
import type { Queries } from '@parley/workflows/projection/postgres';
import { eventOf, type EventRow } from './event-rows.ts';

/** Which state is asked for: the present one, the one of a version, or the one at an instant. */
export interface Moment {
  readonly version?: number | undefined;
  readonly at?: string | undefined;
}

/** The state as it was then, folded from the timeline; null above the present version or before Created. */
export async function stateAt(
  sql: Queries,
  id: string,
  present: unknown,
  moment: Moment,
): Promise<CollaborationState | null> {
  const now = stateSchema.parse(present);
  if (moment.version === undefined && moment.at === undefined) return now;
  if (moment.version !== undefined && moment.version > now.version) return null;
  if (moment.version === now.version) return now;
  const rows = await sql<EventRow[]>`
    select seq, type, at, actor_kind, actor_id, data, command_id, batch_id from events
    where collaboration_id = ${id}
      and ${moment.version === undefined ? sql`at <= ${moment.at ?? ''}` : sql`seq <= ${moment.version}`}
    order by seq`;
  return rows.map(eventOf).reduce<CollaborationState | null>(evolve, null);
}
