import { SCORE_LABELS } from '@parley/domain/validation';
import { PLATFORMS, type TagView } from '@parley/domain/view';
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

/** The filters that open as menus, with what is chosen in each. */
export function poolMenus(query: CreatorQuery, tags: readonly TagView[]): PoolMenu[] {
  const scores = SCORES.map((score) => ({
    id: score,
    label: score === 'none' ? 'Not validated' : (SCORE_LABELS[Number(score)] ?? score),
  }));
  const outcomes = OUTCOMES.map((outcome) => ({ id: outcome, label: OUTCOME_WORDS[outcome] }));
  return [
    menu('platform', 'Platform', named(PLATFORMS), query),
    menu('tag', 'Tag', [...tags.map(choice), { id: 'none', label: 'No tag' }], query),
    menu('validation', 'Validation', scores, query),
    menu('outcome', 'Collaborations', outcomes, query),
  ];
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
  items: readonly { readonly id: string; readonly label: string }[],
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

/** How many of country and figures narrow the list. */
export function detailCount({ country, ranges }: CreatorQuery): number {
  return country.length + Object.keys(ranges).length;
}
