/** Which rows are selected, and from which one a Shift-range starts. Immutable. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** One row switched on or off. */
export function switched(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** Everything between the row chosen last and this one, in the order shown, is selected as well. */
export function ranged(selection: Selection, id: string, order: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return switched(selection, id);
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...between]), anchor: selection.anchor };
}

/** All of these as well, or none of them where all were selected already; others stay as they are. */
export function allOrNone(selection: Selection, order: readonly string[]): Selection {
  const isAll = order.length > 0 && order.every((id) => selection.ids.has(id));
  if (!isAll) return { ids: new Set([...selection.ids, ...order]), anchor: null };
  const ids = new Set(selection.ids);
  for (const id of order) ids.delete(id);
  return { ids, anchor: null };
}
