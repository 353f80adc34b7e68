import type { CollaborationRow } from '@parley/domain/view';
import { stateSchema } from '@parley/domain/state.schema';
import type { Queries } from '@parley/workflows/projection/postgres';
import { rowData } from '@parley/workflows/projection/row-data';
import { Names, namesOf, type NameRow } from '../names.ts';
import { joined } from '../rows.ts';
import type { RowKeys } from './memory/list-columns.ts';

interface ShownRows {
  readonly rows: ReadonlyMap<string, CollaborationRow>;
  /** Of the statement that read them; null where nothing was asked. */
  readonly cursor: string | null;
}

type Part = Omit<NameRow, 'kind'> & {
  readonly kind: NameRow['kind'] | 'state' | 'cursor';
  readonly state: unknown;
};

/** Rows as a list shows them, with their names and the cursor they were read at: one statement. */
export async function shownRows(sql: Queries, keys: readonly RowKeys[]): Promise<ShownRows> {
  if (keys.length === 0) return { rows: new Map(), cursor: null };
  const wanted = {
    campaigns: keys.map(({ campaignId }) => campaignId),
    creators: keys.map(({ creatorId }) => creatorId),
    people: keys.map(({ ownerId }) => ownerId),
    withSettings: true,
  };
  const parts = await sql<Part[]>`
    select n.*, null::jsonb as state from (${namesOf(sql, wanted)}) n
    union all select 'state', id, '', null, null, null, null, null, null, null, state from collaborations
      where id = any(${keys.map(({ id }) => id)}::uuid[])
    union all select 'cursor', null, coalesce((select feed_epoch from workspace)::text, '') || '.'
      || coalesce((select max(id) from changes), 0), null, null, null, null, null, null, null, null`;
  const names = new Names(parts.flatMap((part) => (isName(part) ? [part] : [])));
  const rows = parts.flatMap(({ kind, state }) =>
    kind === 'state' ? [shownRow(state, names)] : [],
  );
  return {
    rows: new Map(rows.map((row) => [row.id, row])),
    cursor: parts.find(({ kind }) => kind === 'cursor')?.name ?? null,
  };
}

function isName(part: Part): part is Part & NameRow {
  return part.kind !== 'state' && part.kind !== 'cursor';
}

function shownRow(given: unknown, names: Names): CollaborationRow {
  const state = stateSchema.parse(given);
  return joined(rowData(state, names.settings(state.campaignId)), names);
}
