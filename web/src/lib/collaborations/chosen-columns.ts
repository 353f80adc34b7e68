import { COLUMN_IDS, COLUMNS, type Column, type ColumnId } from './columns.ts';

/** Which columns a person sees, in which order, and how wide those are that they dragged; pixels. */
export interface ChosenColumns {
  readonly ids: readonly ColumnId[];
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
}

export const USUAL_COLUMNS: ChosenColumns = {
  ids: COLUMNS.filter((column) => column.isUsual).map((column) => column.id),
  widths: {},
};

const WIDEST = 800;

/** The cookie that keeps a person's columns, so that the server draws by them. */
export const columnsCookie = (personId: string): string => `parley-columns-${personId}`;

/** As a cookie keeps it: `creator.status.due_due-120`, the columns and then the widths. */
export function columnsText({ ids, widths }: ChosenColumns): string {
  const wide = COLUMN_IDS.flatMap((id) => (widths[id] === undefined ? [] : `${id}-${widths[id]}`));
  return `${ids.join('.')}_${wide.join('.')}`;
}

/** What was kept, as far as it still makes sense: it may be of an older version of this page. */
export function parseColumns(text: string | null): ChosenColumns {
  const [ids = '', wide = ''] = (text ?? '').split('_');
  const known = [...new Set(ids.split('.'))].flatMap((id) =>
    COLUMN_IDS.filter((one) => one === id),
  );
  if (!known.includes('creator')) return USUAL_COLUMNS;
  const given = new Map(wide.split('.').map((one) => splitAt(one)));
  const widths = COLUMNS.flatMap((column): [ColumnId, number][] => {
    const width = given.get(column.id) ?? NaN;
    return Number.isFinite(width) ? [[column.id, bounded(column, width)]] : [];
  });
  return { ids: known, widths: Object.fromEntries(widths) };
}

/** A column shown or hidden; one that comes takes its usual place. The creator stays. */
export function switchedColumn(chosen: ChosenColumns, id: ColumnId): ChosenColumns {
  if (id === 'creator') return chosen;
  if (chosen.ids.includes(id)) return { ...chosen, ids: chosen.ids.filter((one) => one !== id) };
  const later = COLUMN_IDS.slice(COLUMN_IDS.indexOf(id) + 1);
  const at = chosen.ids.findIndex((one) => later.includes(one));
  const ids = [...chosen.ids];
  ids.splice(at < 0 ? ids.length : at, 0, id);
  return { ...chosen, ids };
}

/** A column one place to the left or right; the creator stays first. */
export function movedColumn(chosen: ChosenColumns, id: ColumnId, by: -1 | 1): ChosenColumns {
  const from = chosen.ids.indexOf(id);
  const to = from + by;
  if (from < 1 || to < 1 || to >= chosen.ids.length) return chosen;
  const ids = [...chosen.ids];
  ids.splice(to, 0, ...ids.splice(from, 1));
  return { ...chosen, ids };
}

/** A column as wide as that, within its bounds; null: as wide as usual. */
export function widened(chosen: ChosenColumns, id: ColumnId, width: number | null): ChosenColumns {
  const column = COLUMNS.find((one) => one.id === id);
  const { [id]: _dropped, ...others } = chosen.widths;
  if (!column || width === null) return { ...chosen, widths: others };
  return { ...chosen, widths: { ...others, [id]: bounded(column, width) } };
}

function bounded({ least }: Column, width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(least, width)));
}

function splitAt(text: string): [string, number] {
  const [id = '', width = ''] = text.split('-');
  return [id, width === '' ? NaN : Number(width)];
}
