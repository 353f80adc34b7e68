import type { LucideIcon } from '@lucide/svelte';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Handshake from '@lucide/svelte/icons/handshake';
import Megaphone from '@lucide/svelte/icons/megaphone';
import UsersRound from '@lucide/svelte/icons/users-round';

interface Place {
  readonly href: '/collaborations' | '/campaigns' | '/creators' | '/reports';
  readonly label: string;
  readonly icon: LucideIcon;
}

/** The places of the sidebar; one is added with its page, never before. */
export const PLACES: readonly Place[] = [
  { href: '/collaborations', label: 'Collaborations', icon: Handshake },
  { href: '/campaigns', label: 'Campaigns', icon: Megaphone },
  { href: '/creators', label: 'Creators', icon: UsersRound },
  { href: '/reports', label: 'Reports', icon: ChartColumn },
];
