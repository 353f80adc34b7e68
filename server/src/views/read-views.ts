import type { SavedView } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type { Caller } from '../auth/caller.ts';
import { presetsOf } from './presets.ts';
import { knownIds, namedIds, withoutGone } from './view-ids.ts';

interface ViewRow {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly scope: 'private' | 'shared';
  readonly owner: { readonly id: string; readonly name: string };
}
interface Choices {
  readonly ordered: readonly string[];
  readonly defaultView: string | null;
}

/**
 * The presets, then a person's own and the shared views in that person's order. A view that names a campaign or
 * creator which does not exist for them is not among them; a tag or person that is gone is left out of its query.
 */
export async function readViews(sql: Queries, caller: Caller): Promise<SavedView[]> {
  const [rows, choices] = await Promise.all([
    sql<ViewRow[]>`
      select v.id, v.name, v.query, v.scope, jsonb_build_object('id', p.id, 'name', p.name) as owner
      from views v join people p on p.id = v.owner_id
      where v.owner_id = ${caller.personId} or v.scope = 'shared' order by v.created_at, v.id`,
    readChoices(sql, caller.personId),
  ]);
  const known = await knownIds(sql, caller, namedIds(rows.map((row) => row.query)));
  const seen = rows.flatMap((row): ViewRow[] => {
    const query = withoutGone(row.query, known);
    return query === null ? [] : [{ ...row, query }];
  });
  const saved = inOrder(seen, choices.ordered).map((row, position): SavedView => {
    return { ...row, position, isPreset: false, isDefault: row.id === choices.defaultView };
  });
  return [...presets(caller, choices.defaultView), ...saved];
}

/** One of them, or undefined. */
export async function readView(
  sql: Queries,
  caller: Caller,
  id: string,
): Promise<SavedView | undefined> {
  return (await readViews(sql, caller)).find((view) => view.id === id);
}

function presets(caller: Caller, defaultView: string | null): SavedView[] {
  return presetsOf(caller.personId).map((preset, position) => ({
    ...preset,
    position,
    scope: 'shared',
    owner: null,
    isPreset: true,
    isDefault: preset.id === defaultView,
  }));
}

async function readChoices(sql: Queries, personId: string): Promise<Choices> {
  const [row] = await sql<Choices[]>`
    select ordered, default_view as "defaultView" from view_choices where person_id = ${personId}`;
  return row ?? { ordered: [], defaultView: null };
}

function inOrder(rows: readonly ViewRow[], ordered: readonly string[]): ViewRow[] {
  const places = new Map(ordered.map((id, index) => [id, index]));
  const placeOf = (row: ViewRow) => places.get(row.id) ?? ordered.length;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}
