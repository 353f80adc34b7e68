import { ATTENTION_CODES } from '@parley/domain/view';
import { DELIVERY_STATUSES, STATUSES } from '@parley/domain/statuses';
import { type Check, type Facet, flags, missedBy, PASSES, SEVERAL } from './checks.ts';
import { rowsWith } from './found-words.ts';
import type { Choice } from './choice.ts';
import type { ListFilter } from './list-query.ts';
import type { Dictionary } from './memory/dictionary.ts';
import type { ListColumns } from './memory/list-columns.ts';
import type { Sight } from './memory/sight.ts';

/** A filter made ready for the columns: which rows it leaves for a person at an instant. */
export interface Selection {
  readonly columns: ListColumns;
  /** By row, as `missedBy` says it. */
  readonly missed: Uint8Array;
  /** By row: which attention codes hold, one bit each. Empty where nobody asked. */
  readonly holding: Int32Array;
}

interface Moment {
  readonly now: number;
  /** Also tell which codes hold, whatever the filter asks. */
  readonly withCodes?: boolean;
}

/** Makes a filter ready. Archived campaigns are hidden unless the filter names them. */
export function select(
  { listed: { columns }, sight, words }: Choice,
  filter: ListFilter,
  { now, withCodes = false }: Moment,
): Selection {
  const isAsked = withCodes || filter.attention.length > 0;
  const holding = isAsked ? columns.holding(now) : new Int32Array(0);
  const checks = [sighted(columns, sight, filter), ...chosen(columns, filter, holding)];
  for (const word of words)
    checks.push({
      facet: null,
      column: rowsWith(columns, word),
      allowed: Uint8Array.of(0, 1),
    });
  return { columns, missed: missedBy(checks, columns.size), holding };
}

/** Just these rows, where their campaigns exist for the person, archived ones too; ids of nothing are passed over. */
export function selectIds(columns: ListColumns, sight: Sight, ids: readonly string[]): Selection {
  const allowed = flags(columns.campaigns.ids, (id) => sight.has(id));
  const seen: Check = { facet: null, column: columns.campaign, allowed };
  const missed = missedBy([seen, among(columns, ids)], columns.size);
  return { columns, missed, holding: new Int32Array(0) };
}

/** The same but for these rows. */
export function without(selection: Selection, ids: readonly string[]): Selection {
  const missed = selection.missed.slice();
  for (const row of selection.columns.rows.findAll(ids)) missed[row] = SEVERAL;
  return { ...selection, missed };
}

/** Just the rows of these ids. */
function among(columns: ListColumns, ids: readonly string[]): Check {
  const column = new Int32Array(columns.size);
  for (const row of columns.rows.findAll(ids)) column[row] = 1;
  return { facet: null, column, allowed: Uint8Array.of(0, 1) };
}

function sighted(columns: ListColumns, sight: Sight, filter: ListFilter): Check {
  const named = new Set(filter.campaign);
  const isShown = (id: string) => {
    const isArchived = sight.get(id);
    return isArchived !== undefined && (!isArchived || named.has(id));
  };
  const allowed = flags(columns.campaigns.ids, isShown);
  return { facet: null, column: columns.campaign, allowed };
}

function chosen(columns: ListColumns, filter: ListFilter, holding: Int32Array): Check[] {
  const owners = new Set(filter.owner);
  const scores = new Set(filter.validation);
  const deliveries = new Set<string>(filter.delivery);
  const statuses = new Set(filter.status);
  const checks: (Check | null)[] = [
    check('status', columns.status, filter.status, STATUSES, (status) => statuses.has(status)),
    named('campaign', columns.campaign, filter.campaign, columns.campaigns),
    named('creator', columns.creator, filter.creator, columns.creators),
    check('owner', columns.owner, filter.owner, ['none', ...columns.owners.ids], (id) =>
      owners.has(id),
    ),
    tagged(columns, filter.tag),
    check('delivery', columns.delivery, filter.delivery, ['none', ...DELIVERY_STATUSES], (value) =>
      deliveries.has(value),
    ),
    check('validation', columns.score, filter.validation, SCORE_VALUES, (value) =>
      scores.has(value),
    ),
    attentive(holding, filter.attention),
    check('unpaid', columns.isUnpaid, filter.unpaid ?? [], [false, true], (isUnpaid) => isUnpaid),
  ];
  return checks.filter((one) => one !== null);
}

export const SCORE_VALUES = ['none', '0', '1', '2', '3'] as const;

/** Null where the filter names no value: then all pass. */
function check<T>(
  facet: Facet,
  column: Int32Array,
  given: { readonly length: number },
  values: readonly T[],
  isAllowed: (value: T) => boolean,
): Check | null {
  if (given.length === 0) return null;
  return { facet, column, allowed: flags(values, isAllowed) };
}

function named(
  facet: Facet,
  column: Int32Array,
  given: readonly string[],
  dictionary: Dictionary,
): Check | null {
  const allowed = new Uint8Array(dictionary.size);
  for (const number of dictionary.findAll(given)) allowed[number] = 1;
  return given.length === 0 ? null : { facet, column, allowed };
}

function tagged(columns: ListColumns, given: readonly string[]): Check | null {
  const wanted = new Set(columns.tags.findAll(given));
  const takesNone = given.includes('none');
  return check('tag', columns.creator, given, columns.creatorTags, (tags) =>
    tags.length === 0 ? takesNone : tags.some((tag) => wanted.has(tag)),
  );
}

function attentive(holding: Int32Array, given: readonly string[]): Check | null {
  const wanted = ATTENTION_CODES.reduce(
    (mask, code, bit) =>
      given.includes('true') || given.includes(code) ? mask | (1 << bit) : mask,
    0,
  );
  const masks = Array.from({ length: 1 << ATTENTION_CODES.length }, (_, mask) => mask);
  return check('attention', holding, given, masks, (mask) => (mask & wanted) !== 0);
}

/** Whether all filters leave the row. */
export function isSelected({ missed }: Selection, row: number): boolean {
  return missed[row] === PASSES;
}
