import type { BatchChange, Shipment } from '@parley/domain/batch.schema';
import type { OwnPart } from '@parley/domain/batch-command';
import type { Queries } from '@parley/workflows/projection/postgres';
import { type FieldError, invalid } from '../http/problem.ts';
import type { NewItem } from './write-batch.ts';

/**
 * The rows of a new batch with what is their own. 422 naming each shipment that belongs to none of the selected
 * rows, to several, or to one that another shipment names as well.
 */
export async function newItems(
  sql: Queries,
  ids: readonly string[],
  change: BatchChange,
): Promise<NewItem[]> {
  const shipments = change.kind === 'delivery' ? (change.shipments ?? []) : [];
  const own = shipments.length === 0 ? NONE : await ownParts(sql, ids, shipments);
  return ids.map((id) => ({ id, own: own.get(id) ?? null }));
}

const NONE: ReadonlyMap<string, OwnPart> = new Map();

async function ownParts(
  sql: Queries,
  ids: readonly string[],
  shipments: readonly Shipment[],
): Promise<ReadonlyMap<string, OwnPart>> {
  const selected = new Set(ids);
  const byCreator = await collaborationsByCreator(sql, ids, shipments);
  const own = new Map<string, OwnPart>();
  const errors: FieldError[] = [];
  for (const [index, { collaborationId, creator, ...shipment }] of shipments.entries()) {
    const named = creator === undefined ? [] : (byCreator.get(key(creator)) ?? []);
    const [id, other] = collaborationId === undefined ? named : [collaborationId];
    const path = `change.shipments.${index}`;
    if (id === undefined || !selected.has(id))
      errors.push({ path, message: `${creator ?? id} is not among the selected` });
    else if (other !== undefined)
      errors.push({ path, message: `${creator} is in several of the selected` });
    else if (own.has(id))
      errors.push({ path, message: `${creator ?? id} has a shipment in another line` });
    else own.set(id, { shipment });
  }
  if (errors.length > 0) throw invalid(errors.slice(0, 100));
  return own;
}

/** The selected collaborations of each named creator, by handle on any platform or by name. */
async function collaborationsByCreator(
  sql: Queries,
  ids: readonly string[],
  shipments: readonly Shipment[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = [...new Set(shipments.flatMap(({ creator }) => (creator ? [key(creator)] : [])))];
  const rows = await sql<{ word: string; ids: string[] }[]>`
    select w.word, array_agg(distinct c.id) as ids
    from unnest(${wanted}::text[]) as w(word)
    join creators cr on cr.name_key = folded(w.word)
      or exists (select 1 from creator_handles h where h.creator_id = cr.id and h.handle_key = w.word)
    join collaborations c on c.creator_id = cr.id and c.id = any(${[...ids]}::uuid[])
    group by 1`;
  return new Map(rows.map((row) => [row.word, row.ids]));
}

function key(creator: string): string {
  return creator.replace(/^@/, '').toLowerCase();
}
