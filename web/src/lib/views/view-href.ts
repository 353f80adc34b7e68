import type { SavedView } from '@parley/domain/view';

const LIST = '/collaborations';

/** The pairs of a search string in one order, so that the same filters compare equal however they were chosen. */
function pairsOf(search: string, withLayout: boolean): string {
  const params = new URLSearchParams(search);
  if (!withLayout || params.get('view') === 'table') params.delete('view');
  if (params.get('sort') === 'attention') params.delete('sort');
  return [...params]
    .map((pair) => pair.join('='))
    .sort()
    .join('&');
}

/** Whether the list shows this view: a preset is the same as table and as board. */
export function isShown(view: SavedView, search: string): boolean {
  return pairsOf(view.query, !view.isPreset) === pairsOf(search, !view.isPreset);
}

/** Whether the list shows everything in its usual order, as table or board. */
export function isPlain(search: string): boolean {
  return pairsOf(search, false) === '';
}

/** The view that is on screen; of several with the same query the one that was chosen before. */
export function shownView(
  views: readonly SavedView[],
  search: string,
  chosenId: string | null,
): SavedView | null {
  const shown = views.filter((view) => isShown(view, search));
  return shown.find((view) => view.id === chosenId) ?? shown[0] ?? null;
}

/** Where a view opens; presets keep the layout that the list has. */
export function hrefOf(view: SavedView, search: string): string {
  const params = new URLSearchParams(view.query);
  if (view.isPreset && new URLSearchParams(search).get('view') === 'board') {
    params.set('view', 'board');
  }
  // An address without anything would lead to the default view.
  return `${LIST}?${params.size === 0 ? 'view=table' : params.toString()}`;
}

/** Where the list opens for a person who asks for nothing: their default view, or everything. */
export function homeOf(views: readonly SavedView[]): string {
  const chosen = views.find((view) => view.isDefault);
  return chosen ? hrefOf(chosen, '') : LIST;
}

/** An address of the list; with a default view, everything has to be asked for by name. */
export function asked(views: readonly SavedView[], href: string): string {
  return href === LIST && views.some((view) => view.isDefault) ? `${LIST}?view=table` : href;
}
