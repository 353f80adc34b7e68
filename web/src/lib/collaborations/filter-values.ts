import { SCORE_LABELS } from '@parley/domain/validation';
import type { TagColour } from '@parley/domain/tags';
import type {
  AttentionCode,
  CollaborationCounts,
  Named,
  NamedCount,
  ValueCount,
} from '@parley/domain/view';
import { ATTENTION_WORDS } from '#lib/details/attention-words.ts';
import { FILTER_NAMES, toggled, type FilterName, type ListQuery } from './query.ts';

export type MenuName = Exclude<FilterName, 'status'>;
export interface FilterMenuKind {
  readonly name: MenuName;
  readonly label: string;
}
/** The filters that open as menus, in their order. */
export const FILTER_MENUS: readonly FilterMenuKind[] = [
  { name: 'attention', label: 'Attention' },
  { name: 'campaign', label: 'Campaign' },
  { name: 'creator', label: 'Creator' },
  { name: 'owner', label: 'Owner' },
  { name: 'tag', label: 'Tag' },
  { name: 'delivery', label: 'Delivery' },
  { name: 'validation', label: 'Validation' },
];

/** One value of a filter's menu. `unpaid` stands beside the attention codes although it is a filter of its own. */
export interface FilterValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly colour?: TagColour;
}
/** A chosen value, to be taken away again. */
export interface Chosen {
  readonly name: MenuName | 'unpaid';
  readonly value: string;
  /** Null while the server has not told it. */
  readonly label: string | null;
}
/** Names that the page knows without asking. */
export interface Known {
  readonly campaigns: readonly Named[];
  readonly members: readonly Named[];
  readonly meId: string;
}

/** The values of one menu, each with how many rows there would be. */
export function valuesOf(
  name: MenuName,
  counts: CollaborationCounts,
  query: ListQuery,
  meId: string,
): FilterValue[] {
  const on: readonly string[] = query[name];
  const values = counts[name].map((one): FilterValue => {
    const label = ('name' in one ? one.name : null) ?? fixedLabel(name, one.value);
    const isMe = name === 'owner' && one.value === meId;
    const colour = 'colour' in one && one.colour ? { colour: one.colour } : {};
    return {
      value: one.value,
      label: isMe ? `${label} (you)` : label,
      count: one.count,
      isOn: on.includes(one.value),
      ...colour,
    };
  });
  if (name !== 'attention') return values;
  const [unpaid] = counts.unpaid;
  const also = { value: 'unpaid', label: 'Completed, not paid in full', count: unpaid?.count ?? 0 };
  return [...values, { ...also, isOn: query.unpaid }];
}

/** The query with one value of a menu, or of a chip, switched. */
export function switchedValue(query: ListQuery, name: Chosen['name'], value: string): ListQuery {
  if (name === 'unpaid' || value === 'unpaid') return { ...query, unpaid: !query.unpaid };
  return toggled(query, name, value);
}

/** Everything chosen in the menus, in their order; the page's own campaign is no choice. */
export function chosenIn(
  query: ListQuery,
  counts: CollaborationCounts | null,
  known: Known,
  own: string | null,
): Chosen[] {
  const names = FILTER_MENUS.map((menu) => menu.name);
  const chosen = FILTER_NAMES.flatMap((name) => names.filter((one) => one === name)).flatMap(
    (name) => {
      const values: readonly string[] = query[name];
      const asked = name === 'campaign' ? values.filter((id) => id !== own) : values;
      return asked.map((value) => ({ name, value, label: labelOf(name, value, counts, known) }));
    },
  );
  const unpaid = { name: 'unpaid', value: 'true', label: 'Not paid in full' } as const;
  return query.unpaid ? [...chosen, unpaid] : chosen;
}

function labelOf(
  name: MenuName,
  value: string,
  counts: CollaborationCounts | null,
  { campaigns, members }: Known,
): string | null {
  const named = (one: ValueCount | NamedCount) => ('name' in one ? one.name : null);
  const told = counts?.[name].find((one) => one.value === value);
  const toldName = told ? named(told) : null;
  if (toldName !== null) return toldName;
  const here = [...campaigns, ...members].find((one) => one.id === value);
  const isId = value.length === 36;
  return here?.name ?? (isId ? null : fixedLabel(name, value));
}

const NONE: Record<MenuName, string> = {
  attention: '',
  campaign: '',
  creator: '',
  owner: 'Nobody',
  tag: 'No tag',
  delivery: 'No shipment',
  validation: 'Not validated',
};

function fixedLabel(name: MenuName, value: string): string {
  if (value === 'none') return NONE[name];
  if (name === 'validation') return SCORE_LABELS[Number(value)] ?? value;
  if (name !== 'attention') return value;
  return value === 'true' ? 'Needs attention' : (attentionTitle(value) ?? value);
}

function attentionTitle(code: string): string | undefined {
  const titles: Record<string, { readonly title: string }> = ATTENTION_WORDS satisfies Record<
    AttentionCode,
    { readonly title: string }
  >;
  return titles[code]?.title;
}
