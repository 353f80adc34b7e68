import type { SavedView } from '@parley/domain/view';
import type { MenuItem } from '#lib/ui/menu.ts';

export type ViewAction =
  'update' | 'save' | 'rename' | 'share' | 'left' | 'right' | 'default' | 'delete';

interface Situation {
  /** The view that is shown, or was before its filters were changed; null: everything. */
  readonly view: SavedView | null;
  /** The list shows something else than the view says. */
  readonly isEdited: boolean;
  readonly mayEdit: boolean;
  readonly mayShare: boolean;
  /** How many views can be put in order. */
  readonly count: number;
}
type Item = MenuItem & { readonly id: ViewAction };

/** What can be done with a view, as its menu lists it. */
export function viewMenu(situation: Situation): Item[] {
  const { view, isEdited, mayEdit } = situation;
  const save: Item = { id: 'save', label: view ? 'Save as new view…' : 'Save view…' };
  if (!view) return [save];
  const update: Item = { id: 'update', label: `Save changes to “${view.name}”` };
  const isDefault = view.isDefault;
  return [
    ...(isEdited && mayEdit ? [update] : []),
    save,
    ...(mayEdit ? editing(view, situation.mayShare) : []),
    ...(view.isPreset ? [] : moving(view, situation.count)),
    { id: 'default', label: 'Open the list with this view', checked: isDefault },
    ...(mayEdit ? [{ id: 'delete', label: 'Delete view', danger: true } as const] : []),
  ];
}

function editing({ scope }: SavedView, mayShare: boolean): Item[] {
  const share: Item = {
    id: 'share',
    label: scope === 'shared' ? 'Keep to myself' : 'Share with everybody',
  };
  return [{ id: 'rename', label: 'Rename…' }, ...(mayShare ? [share] : [])];
}

function moving({ position }: SavedView, count: number): Item[] {
  return [
    { id: 'left', label: 'Move left', disabled: position === 0 },
    { id: 'right', label: 'Move right', disabled: position >= count - 1 },
  ];
}
