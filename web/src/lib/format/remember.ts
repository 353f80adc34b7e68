import { setCookie } from './cookie.ts';
import { THEME_COOKIE, TIME_ZONE_COOKIE, type Theme } from './reader.ts';

/** Lets the server render dates in this browser's zone from the next page on. */
export function rememberTimeZone(): void {
  setCookie(TIME_ZONE_COOKIE, Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** Switches between light, dark and what the system says, at once and for later pages. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  setCookie(THEME_COOKIE, theme);
}
