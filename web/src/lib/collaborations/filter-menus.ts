import { DELIVERY_STATUSES } from '@parley/domain/statuses';
import type { Named } from '@parley/domain/view';
import type { MenuItem } from '#lib/ui/menu.ts';
import { toggled, type ListQuery } from './query.ts';

export interface FilterChoices {
  readonly campaigns: readonly Named[];
  readonly members: readonly Named[];
  readonly creators: readonly Named[];
}
export type MenuFilter = 'campaign' | 'owner' | 'creator' | 'delivery';
export interface FilterMenu {
  readonly name: MenuFilter;
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What is chosen, in words for the button; empty when nothing is. */
  readonly chosen: string;
}

/** The filters that open as menus, with what is chosen in each. */
export function filterMenus(query: ListQuery, choices: FilterChoices, meId: string): FilterMenu[] {
  const named = (people: readonly Named[]) => people.map(({ id, name }) => ({ id, label: name }));
  const owners = named(choices.members).map((one) =>
    one.id === meId ? { ...one, label: `${one.label} (you)` } : one,
  );
  const mine = owners.filter((one) => one.id === meId);
  const others = owners.filter((one) => one.id !== meId);
  const deliveries = DELIVERY_STATUSES.map((status) => ({ id: status, label: status }));
  return [
    menu('campaign', 'Campaign', named(choices.campaigns), query),
    menu('owner', 'Owner', [...mine, ...others, { id: 'none', label: 'Nobody' }], query),
    menu('creator', 'Creator', named(choices.creators), query),
    menu('delivery', 'Delivery', [...deliveries, { id: 'none', label: 'No shipment' }], query),
  ];
}

function menu(
  name: MenuFilter,
  label: string,
  items: readonly { readonly id: string; readonly label: string }[],
  query: ListQuery,
): FilterMenu {
  const wanted: readonly string[] = query[name];
  const chosen = items.filter((item) => wanted.includes(item.id));
  const more = wanted.length > 1 ? ` +${wanted.length - 1}` : '';
  return {
    name,
    label,
    items: items.map((item) => ({ ...item, checked: wanted.includes(item.id) })),
    chosen: wanted.length === 0 ? '' : `${chosen[0]?.label ?? '1 chosen'}${more}`,
  };
}

/** The query with a value of a menu switched; ids come from the menu itself. */
export function withToggled(query: ListQuery, name: MenuFilter, id: string): ListQuery {
  if (name !== 'delivery') return toggled(query, name, id);
  const value = [...DELIVERY_STATUSES, 'none' as const].find((one) => one === id);
  return value ? toggled(query, 'delivery', value) : query;
}
