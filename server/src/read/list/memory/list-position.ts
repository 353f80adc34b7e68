import type { Queries } from '@parley/workflows/projection/postgres';
import type { Reader } from '../../../access/reader.ts';
import { visibleCampaigns } from '../../../access/visible-campaigns.ts';
import { knownValues } from '../known-values.ts';
import type { ListFilter } from '../list-query.ts';
import type { ListedRow } from './list-columns.ts';
import { rowColumns } from './load-columns.ts';
import type { Sight } from './sight.ts';

/** Changes told along with the position; where there are more, they are read apart. */
export const MOST_TOLD = 200;

/** Where the database stands for a reader, all in one statement and so in one snapshot. */
export interface ListPosition {
  readonly cursor: string;
  readonly sight: Sight;
  /** Of what the filter names: what exists for the reader. */
  readonly known: ReadonlySet<string>;
  /** The cursor that the changes were asked after. */
  readonly since: string;
  /** Null where they are not kept since then, or of another epoch. */
  readonly changes: readonly ToldChange[] | null;
  /** The changed collaborations as they are now. */
  readonly rows: readonly ListedRow[];
}

interface ToldChange {
  readonly kind: string;
  readonly id: string;
}

interface PositionRow {
  readonly epoch: string | null;
  readonly head: number;
  readonly kept_after: number | null;
  readonly shown: readonly string[];
  readonly archived: readonly string[];
  readonly known: readonly string[];
  readonly changes: readonly ToldChange[];
  readonly rows: readonly ListedRow[];
}

const NEVER = Number.MAX_SAFE_INTEGER;

/** Asks for everything that a list in memory needs to know before it can answer. `since` is where that one stands. */
export async function readPosition(
  sql: Queries,
  reader: Reader,
  filter: ListFilter,
  since: string,
): Promise<ListPosition> {
  const { epoch, id } = cursorParts(since);
  const [row] = await sql<PositionRow[]>`
    with seen as materialized (
      select id, status = 'Archived' as is_archived from campaigns where id in (${visibleCampaigns(sql, reader)})),
    recent as materialized (
      select kind, entity_id as id from changes where id > ${epoch === '' ? NEVER : id} order by id limit ${MOST_TOLD + 1})
    select (select feed_epoch from workspace) as epoch, coalesce((select max(id) from changes), 0) as head,
      (select changes_kept_after from workspace) as kept_after,
      array(select id from seen where not is_archived) as shown, array(select id from seen where is_archived) as archived,
      array(${knownValues(sql, reader, filter)}) as known,
      (select coalesce(jsonb_agg(to_jsonb(recent)), '[]') from recent) as changes,
      (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (
        select ${rowColumns(sql)} from collaborations c
        where c.id = any(array(select id from recent where kind = 'collaboration'))) r) as rows`;
  if (!row) throw new Error('a statement without a from has one row');
  const isKept = row.epoch === epoch && id >= (row.kept_after ?? 0) && id <= row.head;
  return {
    cursor: `${row.epoch ?? ''}.${row.head}`,
    sight: new Map([...row.shown.map(isShown), ...row.archived.map(isArchived)]),
    known: new Set(row.known),
    since,
    changes: isKept ? row.changes : null,
    rows: row.rows,
  };
}

const isShown = (id: string) => [id, false] as const;
const isArchived = (id: string) => [id, true] as const;

/** The epoch and the id of a cursor `<epoch>.<id>`. */
export function cursorParts(cursor: string): { readonly epoch: string; readonly id: number } {
  const dot = cursor.lastIndexOf('.');
  return { epoch: cursor.slice(0, Math.max(0, dot)), id: Number(cursor.slice(dot + 1)) };
}
