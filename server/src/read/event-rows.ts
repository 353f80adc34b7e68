import { type CollaborationEvent, eventSchema } from '@parley/domain/events.schema';
import type { EventView } from '@parley/domain/view';
import type { Names } from './names.ts';

/** A row of `events` as queries select it: the columns that `EVENT_COLUMNS` of the timeline name. */
export interface EventRow {
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly data: unknown;
  readonly command_id: string;
  readonly batch_id: string | null;
}

/** The stored event; throws where the timeline holds what no version of the product wrote. */
export function eventOf(row: EventRow): CollaborationEvent {
  return eventSchema.parse({
    seq: row.seq,
    type: row.type,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id },
    data: row.data,
    commandId: row.command_id,
    ...(row.batch_id === null ? {} : { batchId: row.batch_id }),
  });
}

/** An event as the API shows it, its actor named. */
export function eventView(event: CollaborationEvent, names: Names): EventView {
  const { batchId, actor, ...rest } = event;
  return { ...rest, actor: names.actor(actor), ...(batchId === undefined ? {} : { batchId }) };
}
