import { areShortcutsOn, isTaken, KeySequence, type Deed } from './shortcuts.ts';

interface Keys {
  readonly togglePalette: () => void;
  readonly isPaletteShown: () => boolean;
  readonly act: (deed: Deed) => void;
}

/** Obeys the table of shortcuts on this page until the answer is called. */
export function listenToKeys({ togglePalette, isPaletteShown, act }: Keys): () => void {
  const sequence = new KeySequence();
  function pressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const isMod = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (isMod && event.key.toLowerCase() === 'k') {
      if (!isPaletteShown() && document.querySelector(OPEN_DIALOG) !== null) return;
      event.preventDefault();
      return togglePalette();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (
      isPaletteShown() ||
      isTaken(event.target) ||
      document.querySelector(OPEN_DIALOG) ||
      !areShortcutsOn()
    )
      return;
    const shortcut = sequence.press(event.key, event.timeStamp);
    if (!shortcut) return;
    event.preventDefault();
    act(shortcut.deed);
  }
  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}
const OPEN_DIALOG = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/** Puts the focus into the search box of the page. */
export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>('main input[type="search"]');
  box?.focus();
  box?.select();
}

/** From anywhere on the page to a row; from a row the list walks on by itself. */
export function focusRow(): void {
  document.querySelector<HTMLElement>('main [data-row] a')?.focus();
}

/** Switches the row that has the focus. */
export function selectRow(): void {
  const row = document.activeElement?.closest('[data-row]');
  row?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
}
