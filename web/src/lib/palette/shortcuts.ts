import type { Scope } from './palette.svelte.ts';

/** What a shortcut does. */
export type Deed =
  | { readonly kind: 'go'; readonly href: string }
  | { readonly kind: 'palette'; readonly scope: Scope | null }
  | { readonly kind: 'command'; readonly id: string }
  | { readonly kind: 'search' | 'sheet' | 'select' }
  /** To the next or the row before; the list itself walks on from there. */
  | { readonly kind: 'row' }
  /** Only described here: the part of the page that has the focus does it. */
  | { readonly kind: 'elsewhere' };

export interface Shortcut {
  /** Keys one after the other, as `KeyboardEvent.key` names them; `Mod` is Ctrl, or Cmd on a Mac. */
  readonly keys: readonly string[];
  readonly words: string;
  readonly deed: Deed;
}
interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

const go = (key: string, href: string, words: string): Shortcut => ({
  keys: ['g', key],
  words: `Go to ${words}`,
  deed: { kind: 'go', href },
});
const elsewhere = (keys: readonly string[], words: string): Shortcut => ({
  keys,
  words,
  deed: { kind: 'elsewhere' },
});

/** Every shortcut: the keys obey this table, and the sheet behind "?" is drawn from it. */
export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      elsewhere(['Mod', 'k'], 'Open the command palette'),
      { keys: ['/'], words: 'Search on this page', deed: { kind: 'search' } },
      {
        keys: ['c'],
        words: 'New collaboration',
        deed: { kind: 'command', id: 'new.collaboration' },
      },
      { keys: ['?'], words: 'Show these shortcuts', deed: { kind: 'sheet' } },
      elsewhere(['Escape'], 'Close what is open'),
    ],
  },
  {
    title: 'Go to',
    shortcuts: [
      go('l', '/collaborations', 'collaborations'),
      go('c', '/campaigns', 'campaigns'),
      go('r', '/creators', 'creators'),
      go('v', '/validators', 'validators'),
      go('p', '/reports', 'reports'),
      go('t', '/notifications', 'to-dos'),
      go('s', '/settings', 'settings'),
    ],
  },
  {
    title: 'In the list',
    shortcuts: [
      { keys: ['j'], words: 'Next row', deed: { kind: 'row' } },
      { keys: ['k'], words: 'Row before', deed: { kind: 'row' } },
      { keys: ['x'], words: 'Select the row', deed: { kind: 'select' } },
      elsewhere(['Enter'], 'Open the row'),
    ],
  },
  {
    title: 'What is selected or opened',
    shortcuts: [
      { keys: ['s'], words: 'Set the status', deed: { kind: 'palette', scope: 'status' } },
      { keys: ['a'], words: 'Assign an owner', deed: { kind: 'palette', scope: 'owner' } },
      { keys: ['i'], words: 'Assign to me', deed: { kind: 'command', id: 'owner.me' } },
      { keys: ['n'], words: 'Add a note', deed: { kind: 'command', id: 'note' } },
      { keys: ['h'], words: 'Snooze reminders', deed: { kind: 'palette', scope: 'snooze' } },
    ],
  },
];

const ALL = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts);
const SINGLE = ALL.filter(({ deed }) => deed.kind !== 'elsewhere');
/** How long the first key of two waits for the second. */
const SEQUENCE_MS = 1_500;

/** Joins keys that are pressed one after the other. */
export class KeySequence {
  #first: { readonly key: string; readonly at: number } | null = null;

  /** The shortcut that this key completes; null where it is none, or begins one. */
  press(key: string, at: number): Shortcut | null {
    const first = this.#first !== null && at - this.#first.at <= SEQUENCE_MS ? this.#first : null;
    this.#first = null;
    const keys = first ? [first.key, key] : [key];
    const found = SINGLE.find((one) => one.keys.join(' ') === keys.join(' '));
    if (found) return found;
    if (SINGLE.some((one) => one.keys.length > 1 && one.keys[0] === key)) this.#first = { key, at };
    return null;
  }
}

/** Whether keys pressed here are text, or belong to a dialog or menu that is open. */
export function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest(TAKEN) !== null;
}
const TAKEN = [
  'input:not([type="checkbox"], [type="radio"], [type="button"])',
  ...['textarea', 'select', '[contenteditable=""]', '[contenteditable="true"]'],
  ...['dialog', 'alertdialog', 'menu', 'listbox', 'combobox'].map((role) => `[role="${role}"]`),
].join(', ');

const STORED = 'parley.shortcuts';
/** Single keys can be switched off, as WCAG 2.1.4 asks: speech input types them by mistake. */
export function areShortcutsOn(): boolean {
  return localStorage.getItem(STORED) !== 'off';
}
export function switchShortcuts(on: boolean): void {
  localStorage.setItem(STORED, on ? 'on' : 'off');
}
