import Keyboard from '@lucide/svelte/icons/keyboard';
import Monitor from '@lucide/svelte/icons/monitor';
import Moon from '@lucide/svelte/icons/moon';
import Sun from '@lucide/svelte/icons/sun';
import UserRound from '@lucide/svelte/icons/user-round';
import { THEMES, type Theme } from '#lib/format/reader.ts';
import type { MenuItem } from '#lib/ui/menu.ts';

const ICONS = { system: Monitor, light: Sun, dark: Moon };
export const THEME_WORDS: Record<Theme, string> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};

/** What a person finds behind their name. */
export function personMenu(current: Theme): MenuItem[] {
  const themes = THEMES.map((one, index) => ({
    id: one,
    label: THEME_WORDS[one],
    icon: ICONS[one],
    checked: one === current,
    ...(index === 0 ? { heading: 'Appearance' } : {}),
  }));
  return [
    ...themes,
    { id: 'account', label: 'Your account', icon: UserRound, heading: 'You' },
    { id: 'shortcuts', label: 'Keyboard shortcuts', icon: Keyboard },
  ];
}

/** The theme that a line of the menu names, or null. */
export function themeOf(id: string): Theme | null {
  return THEMES.find((theme) => theme === id) ?? null;
}
