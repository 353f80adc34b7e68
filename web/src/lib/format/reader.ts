/** What decides how dates and money read: the same on the server and in the browser, so hydration changes nothing. */
export interface ReaderSettings {
  /** BCP 47 tag that `Intl` accepts. */
  readonly locale: string;
  /** IANA zone: the browser's once it told us, until then the workspace's. */
  readonly timeZone: string;
  /** The server's clock when it answered, milliseconds. */
  readonly now: number;
  readonly theme: Theme;
}

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const TIME_ZONE_COOKIE = 'parley-time-zone';
export const THEME_COOKIE = 'parley-theme';

/** The first language of an Accept-Language header that `Intl` knows, else English. */
export function localeFrom(acceptLanguage: string | null): string {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim() ?? '')
    .filter((tag) => tag !== '' && tag !== '*');
  return wanted.find(isLocale) ?? 'en';
}

export function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([tag]).length > 0;
  } catch {
    return false;
  }
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export function themeFrom(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system';
}
