import type { LucideIcon } from '@lucide/svelte';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import { permits, type Action } from '@parley/domain/permissions';
import type { Role } from '@parley/domain/view';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Handshake from '@lucide/svelte/icons/handshake';
import Megaphone from '@lucide/svelte/icons/megaphone';
import UsersRound from '@lucide/svelte/icons/users-round';

interface Place {
  readonly href: '/collaborations' | '/campaigns' | '/creators' | '/validators' | '/reports';
  readonly label: string;
  readonly icon: LucideIcon;
  /** Who may not do this does not see the place. */
  readonly needs?: Action;
}

/** The places of the sidebar; one is added with its page, never before. */
const PLACES: readonly Place[] = [
  { href: '/collaborations', label: 'Collaborations', icon: Handshake },
  { href: '/campaigns', label: 'Campaigns', icon: Megaphone },
  { href: '/creators', label: 'Creators', icon: UsersRound },
  { href: '/validators', label: 'Validators', icon: BadgeCheck, needs: 'validator.manage' },
  { href: '/reports', label: 'Reports', icon: ChartColumn },
];

/** The places that a role sees. */
export function placesFor(role: Role): readonly Place[] {
  return PLACES.filter(({ needs }) => needs === undefined || permits(role, needs));
}
