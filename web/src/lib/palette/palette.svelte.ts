import type { LucideIcon } from '@lucide/svelte';
import type { Status } from '@parley/domain/statuses';
import type { CollaborationRow, Named } from '@parley/domain/view';
import { getContext, setContext, untrack } from 'svelte';

const KEY = Symbol('palette');

/** A part of the palette that a key opens alone. */
export type Scope = 'status' | 'owner' | 'snooze';

/** One thing that can be done from the palette. */
export interface Command {
  /** The same on every page, so that what was used lately is found again. */
  readonly id: string;
  readonly label: string;
  /** The heading it stands under. */
  readonly group: string;
  /** Said after the label, quieter. */
  readonly hint?: string;
  /** Further words it is found by. */
  readonly words?: string;
  readonly icon?: LucideIcon;
  readonly status?: Status;
  readonly person?: Named;
  readonly scope?: Scope;
  readonly run: () => void;
}

/** What the palette's commands on collaborations are about: whatever is selected, or opened. */
export interface Aim {
  /** None: this page aims at nothing just now. */
  readonly rows: readonly CollaborationRow[];
  /** Who may own them. */
  readonly people: readonly Named[];
  /** Asks first where the status is final. */
  readonly move: (rows: readonly CollaborationRow[], to: Status) => void;
  /** Opens what a note for all of them is written in. */
  readonly note: (rows: readonly CollaborationRow[]) => void;
}
type Aiming = (focusedId: string | null) => Aim | null;

/** What the pages offer to the command palette and to the shortcuts. The palette itself comes when it is wanted. */
export class Palette {
  /** Null: closed. */
  shown = $state.raw<{ readonly scope: Scope | null } | null>(null);
  isSheetShown = $state(false);
  /** The row that had the focus when the palette was called. */
  #focusedId = $state.raw<string | null>(null);
  #offers = $state.raw<readonly (() => readonly Command[])[]>([]);
  #aims = $state.raw<readonly Aiming[]>([]);

  /** Adds commands for as long as a page is there; call it in an effect, its answer takes them back. */
  offer(commands: () => readonly Command[]): () => void {
    untrack(() => (this.#offers = [...this.#offers, commands]));
    return () => untrack(() => (this.#offers = this.#offers.filter((one) => one !== commands)));
  }

  /** Says what is selected or opened; a list comes before the details that open beside it. As `offer`. */
  aim(aiming: Aiming): () => void {
    untrack(() => (this.#aims = [...this.#aims, aiming]));
    return () => untrack(() => (this.#aims = this.#aims.filter((one) => one !== aiming)));
  }

  get commands(): readonly Command[] {
    return this.#offers.flatMap((offer) => offer());
  }

  get target(): Aim | null {
    const aims = this.#aims.map((aiming) => aiming(this.#focusedId));
    return aims.find((aim) => aim !== null && aim.rows.length > 0) ?? null;
  }

  /** Opens the palette, or that part of it alone. */
  show(scope: Scope | null = null): void {
    this.look();
    this.shown = { scope };
  }

  /** Notes which row has the focus: what is done next is about it where nothing is selected. */
  look(): void {
    const row = document.activeElement?.closest<HTMLElement>('[data-row]');
    this.#focusedId = row?.dataset.row ?? null;
  }

  /** Runs a command by its id; false where nothing offers it now. */
  run(id: string): boolean {
    const command = this.commands.find((one) => one.id === id);
    command?.run();
    return command !== undefined;
  }
}

/** Called once by the frame. */
export function providePalette(): Palette {
  return setContext(KEY, new Palette());
}

export function usePalette(): Palette {
  return getContext<Palette>(KEY);
}
