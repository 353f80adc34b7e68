import type { CreatorListItem, Handle } from '@parley/domain/view';
import type { Cell } from '../csv/csv-text.ts';

type Column = readonly [name: string, cell: (creator: CreatorListItem) => Cell];

/** The columns of an export, in this order; the first handle has columns of its own. */
const COLUMNS: readonly Column[] = [
  ['Id', ({ id }) => id],
  ['Name', ({ name }) => name],
  ['Platform', ({ handles }) => handles[0]?.platform ?? null],
  ['Handle', ({ handles }) => handles[0]?.handle ?? null],
  ['Followers', ({ handles }) => handles[0]?.followers ?? null],
  ['Engagement percent', ({ handles }) => handles[0]?.engagementPercent ?? null],
  ['Address of the profile', ({ handles }) => handles[0]?.url ?? null],
  ['Other handles', ({ handles }) => handles.slice(1).map(inWords).join('; ')],
  ['Country', ({ country }) => country],
  ['Audience', ({ audience }) => audience],
  ['Bio', ({ bio }) => bio],
  ['Tags', ({ tags }) => tags.map((tag) => tag.name).join('; ')],
  ['Validation', ({ validation }) => validation?.label ?? null],
  ['Validation score', ({ validation }) => validation?.score ?? null],
  ['Validator', ({ validation }) => validation?.validatorName ?? null],
  ['E-mail', ({ contact }) => contact?.email ?? null],
  ['Phone', ({ contact }) => contact?.phone ?? null],
  ['Agent', ({ contact }) => contact?.agentName ?? null],
  ['E-mail of the agent', ({ contact }) => contact?.agentEmail ?? null],
  ['Postal address', ({ contact }) => contact?.address ?? null],
  ['Open collaborations', ({ collaborations }) => collaborations.open],
  ['Completed collaborations', ({ collaborations }) => collaborations.completed],
  ['Cancelled collaborations', ({ collaborations }) => collaborations.cancelled],
];

export const CREATOR_HEAD = COLUMNS.map(([name]) => name);

export function creatorCells(creator: CreatorListItem): Cell[] {
  return COLUMNS.map(([, cell]) => cell(creator));
}

function inWords({ platform, handle }: Handle): string {
  return `${handle} (${platform})`;
}
