import { decide } from '@parley/domain/decide';
import { shownAtOnce, stateOf, type Names } from '@parley/domain/optimistic';
import type { CollaborationView, EventView } from '@parley/domain/view';
import type { QueuedChange } from '#lib/live/change.ts';

/** The entries that this person's unanswered changes will most likely become, newest first. */
export function pendingEvents(
  view: CollaborationView,
  pending: readonly QueuedChange[],
  names: Names,
): EventView[] {
  let shown = view;
  const events: EventView[] = [];
  for (const change of pending) {
    const command = { ...change, actor: { kind: names.me.kind, id: names.me.id } };
    const decision = decide(stateOf(shown), command);
    const next = shownAtOnce(shown, command, names);
    if (next.kind === 'shown') shown = next.view;
    if (decision.kind !== 'event') continue;
    const { event } = decision;
    const { batchId, ...rest } = event;
    const seq = view.version + events.length + 1;
    events.unshift({
      ...rest,
      ...(batchId === undefined ? {} : { batchId }),
      seq,
      actor: names.me,
    });
  }
  return events;
}
