import { SCORE_LABELS } from '@parley/domain/validation';
import { type CreatorCounts, PLATFORMS, type TagView, type ValueCount } from '@parley/domain/view';
import type { MenuItem } from '#lib/ui/menu.ts';
import {
  OUTCOMES,
  SCORES,
  type CreatorFilterName,
  type CreatorQuery,
  type Outcome,
} from './creator-query.ts';

/** A filter that opens as a menu. */
export interface PoolMenu {
  readonly name: CreatorFilterName;
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** What is chosen, in words for the button; empty when nothing is. */
  readonly chosen: string;
}

type Choice = Pick<MenuItem, 'id' | 'label' | 'trailing' | 'disabled'>;

/** The filters that open as menus, with what is chosen in each; with counts once they are known. */
export function poolMenus(
  query: CreatorQuery,
  tags: readonly TagView[],
  counts: CreatorCounts | null,
): PoolMenu[] {
  const scores = SCORES.map((score) => ({
    id: score,
    label: score === 'none' ? 'Not validated' : (SCORE_LABELS[Number(score)] ?? score),
  }));
  const outcomes = OUTCOMES.map((outcome) => ({ id: outcome, label: OUTCOME_WORDS[outcome] }));
  return [
    menu('platform', 'Platform', counted(named(PLATFORMS), counts?.platform), query),
    menu('country', 'Country', countries(query.country, counts), query),
    menu(
      'tag',
      'Tag',
      counted([...tags.map(choice), { id: 'none', label: 'No tag' }], counts?.tag),
      query,
    ),
    menu('validation', 'Validation', scores, query),
    menu('outcome', 'Collaborations', outcomes, query),
  ];
}

/** The countries that there are, and those that are chosen though there are none; nobody's country last. */
function countries(chosen: readonly string[], counts: CreatorCounts | null): Choice[] {
  const present = counts?.country.map(({ value }) => value) ?? [];
  const all = [...present, ...chosen.filter((value) => !present.includes(value))];
  const known = named(all.filter((value) => value !== 'none'));
  const isNone = all.includes('none') ? [{ id: 'none', label: 'No country' }] : [];
  const isReading = counts ? [] : [{ id: '', label: 'Looking for countries…', disabled: true }];
  return counted([...known, ...isNone, ...isReading], counts?.country);
}

function counted(items: readonly Choice[], counts: readonly ValueCount[] | undefined): Choice[] {
  if (!counts) return [...items];
  const by = new Map(counts.map(({ value, count }) => [value, count]));
  return items.map((item) => ({ ...item, trailing: `${by.get(item.id) ?? 0}` }));
}

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  completed: 'Completed one',
  cancelled: 'Cancelled one',
  open: 'Has an open one',
  none: 'Has none yet',
};
const named = (values: readonly string[]) => values.map((value) => ({ id: value, label: value }));
const choice = ({ id, name }: TagView) => ({ id, label: name });

function menu(
  name: CreatorFilterName,
  label: string,
  items: readonly Choice[],
  query: CreatorQuery,
): PoolMenu {
  const wanted: readonly string[] = query[name];
  const first = items.find((item) => wanted.includes(item.id));
  const more = wanted.length > 1 ? ` +${wanted.length - 1}` : '';
  return {
    name,
    label,
    items: items.map((item) => ({ ...item, checked: wanted.includes(item.id) })),
    chosen: wanted.length === 0 ? '' : `${first?.label ?? '1 chosen'}${more}`,
  };
}

/** How many figures narrow the list. */
export function figureCount({ ranges }: CreatorQuery): number {
  return Object.keys(ranges).length;
}
