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

/**
 * What a Shift-click means in the order shown (null: a row that was not read yet): these rows as well, everything
 * between two of which some are still to be read, or just this row.
 */
export function rangeTo(
  selection: Selection,
  id: string,
  slots: readonly (string | null)[],
): { readonly ids: readonly string[] } | { readonly from: string; readonly to: string } | null {
  const { anchor } = selection;
  const [from, to] = [anchor === null ? -1 : slots.indexOf(anchor), slots.indexOf(id)];
  if (anchor === null || from < 0 || to < 0) return null;
  const between = slots.slice(Math.min(from, to), Math.max(from, to) + 1);
  const ids = between.filter((one) => one !== null);
  return ids.length === between.length ? { ids } : { from: anchor, to: id };
}

/** These as well; the row that a range starts from stays. */
export function joined(selection: Selection, ids: Iterable<string>): Selection {
  return { ids: new Set([...selection.ids, ...ids]), anchor: selection.anchor };
}

/** All of these as well, or none of them where all were selected already; others stay as they are. */
export function allOrNone(selection: Selection, order: readonly string[]): Selection {
  const isAll = order.length > 0 && order.every((id) => selection.ids.has(id));
  if (!isAll) return { ids: new Set([...selection.ids, ...order]), anchor: null };
  const ids = new Set(selection.ids);
  for (const id of order) ids.delete(id);
  return { ids, anchor: null };
}
