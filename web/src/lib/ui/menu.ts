import type { LucideIcon } from '@lucide/svelte';

/** One line of a Menu. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Shows a tick. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** Why it is disabled, or what it does. */
  readonly hint?: string;
  readonly danger?: boolean;
  /** Opens a group with this heading. */
  readonly heading?: string;
  /** Figures at the end, as a count. */
  readonly trailing?: string;
}
