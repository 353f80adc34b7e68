import Bookmark from '@lucide/svelte/icons/bookmark';
import Bell from '@lucide/svelte/icons/bell';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LogOut from '@lucide/svelte/icons/log-out';
import Monitor from '@lucide/svelte/icons/monitor';
import Moon from '@lucide/svelte/icons/moon';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import type { Role, SavedView } from '@parley/domain/view';
import { placesFor } from '#lib/frame/places.ts';
import { chooseTheme } from '#lib/format/remember.ts';
import { hrefOf } from '#lib/views/view-href.ts';
import type { Command } from './palette.svelte.ts';

interface Parts {
  readonly go: (href: string) => void;
  readonly role: Role;
  readonly views: readonly SavedView[];
  /** Where the list opens. */
  readonly home: string;
  readonly settings: readonly { readonly href: string; readonly label: string }[];
  readonly showShortcuts: () => void;
  readonly signOut: () => void;
}

/** What the palette offers on every page. */
export function frameCommands(parts: Parts): Command[] {
  return [...placeCommands(parts), ...viewCommands(parts), ...settingCommands(parts)];
}

function placeCommands({ go, home, role }: Parts): Command[] {
  const places = [...placesFor(role), { href: '/notifications', label: 'To-dos', icon: Bell }];
  return places.map(({ href, label, icon }) => ({
    id: `go.${href}`,
    label,
    group: 'Go to',
    words: 'open page',
    icon,
    run: () => go(href === '/collaborations' ? home : href),
  }));
}

function viewCommands({ go, views }: Parts): Command[] {
  return views.map((view) => ({
    id: `view.${view.id}`,
    label: view.name,
    group: 'Views',
    words: 'saved view',
    icon: Bookmark,
    ...(view.scope === 'shared' && view.owner ? { hint: `by ${view.owner.name}` } : {}),
    run: () => go(hrefOf(view, '')),
  }));
}

function settingCommands({ go, settings, showShortcuts, signOut }: Parts): Command[] {
  const themes = [
    { theme: 'light', label: 'Light theme', icon: Sun },
    { theme: 'dark', label: 'Dark theme', icon: Moon },
    { theme: 'system', label: 'Theme as the system', icon: Monitor },
  ] as const;
  return [
    ...settings.map(({ href, label }) => ({
      ...{ id: `go.${href}`, label, group: 'Settings', words: 'settings', icon: Settings },
      run: () => go(href),
    })),
    ...themes.map(({ theme, label, icon }) => ({
      ...{ id: `theme.${theme}`, label, group: 'Appearance', words: 'switch colours', icon },
      run: () => chooseTheme(theme),
    })),
    {
      ...{ id: 'help.shortcuts', label: 'Keyboard shortcuts', group: 'Help', icon: Keyboard },
      hint: '?',
      run: showShortcuts,
    },
    { id: 'sign.out', label: 'Sign out', group: 'Account', icon: LogOut, run: signOut },
  ];
}
