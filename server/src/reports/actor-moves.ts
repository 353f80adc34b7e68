import type { Actor } from '@parley/domain/actor.schema';
import type { ActorMoves } from '@parley/domain/report-view';
import { STATUSES } from '@parley/domain/statuses';
import type { Queries } from '@parley/workflows/projection/postgres';
import { readNames } from '../read/names.ts';
import type { MoveRow } from './told-json.ts';

/** Who moved how many from where to where, those who moved most first. */
export async function actorMoves(sql: Queries, rows: readonly MoveRow[]): Promise<ActorMoves[]> {
  const byActor = Map.groupBy(rows, ({ kind, id }) => `${kind}/${id ?? ''}`);
  const groups = [...byActor.values()];
  const names = await readNames(sql, { actors: rows.map(actorOf) });
  return groups
    .flatMap((group) => {
      const [first] = group;
      return first ? [{ ...summed(group), actor: names.actor(actorOf(first)) }] : [];
    })
    .toSorted((a, b) => b.total - a.total || a.actor.name.localeCompare(b.actor.name, 'en'));
}

function actorOf({ kind, id }: MoveRow): Actor {
  return { kind, id };
}

function summed(rows: readonly MoveRow[]): Omit<ActorMoves, 'actor'> {
  return {
    total: rows.reduce((sum, row) => sum + row.count, 0),
    inBatches: rows.reduce((sum, row) => sum + row.inBatches, 0),
    batches: new Set(rows.flatMap((row) => row.batchIds)).size,
    moves: rows
      .map(({ before, status, count }) => ({ from: before, to: status, count }))
      .toSorted((a, b) => rank(a.from) - rank(b.from) || rank(a.to) - rank(b.to)),
  };
}

const rank = (status: (typeof STATUSES)[number]) => STATUSES.indexOf(status);
