import { THEMES, type Theme } from '#lib/format/reader.ts';
import type { MenuItem } from '#lib/ui/menu.ts';

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
    checked: one === current,
    ...(index === 0 ? { heading: 'Appearance' } : {}),
  }));
  return [
    ...themes,
    { id: 'account', label: 'Your account', heading: 'You' },
    { id: 'shortcuts', label: 'Keyboard shortcuts' },
  ];
}

/** The theme that a line of the menu names, or null. */
export function themeOf(id: string): Theme | null {
  return THEMES.find((theme) => theme === id) ?? null;
}
