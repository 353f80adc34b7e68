import { shownAtOnce, type Names } from '@parley/domain/optimistic';
import type { CollaborationRow } from '@parley/domain/view';
import type { QueuedChange } from './change.ts';

/**
 * A view with one unanswered change applied by the rules that will decide it; a change that they would refuse, or
 * that alters nothing, shows nothing.
 */
export function withChange<T extends CollaborationRow>(
  view: T,
  change: QueuedChange,
  names: Names,
): T {
  const { commandId, at } = change;
  const actor = { kind: names.me.kind, id: names.me.id };
  const shown = shownAtOnce(view, { ...change, commandId, at, actor }, names);
  return shown.kind === 'shown' ? shown.view : view;
}
