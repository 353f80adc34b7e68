import { page } from '$app/state';
import type { Theme } from './reader.ts';
import { chooseTheme } from './remember.ts';

let chosen = $state<Theme | null>(null);

/** The theme of this browser as every control of it shows it. */
export const theme = {
  get current(): Theme {
    return chosen ?? page.data.reader.theme;
  },
  choose(next: Theme): void {
    chosen = next;
    chooseTheme(next);
  },
};
