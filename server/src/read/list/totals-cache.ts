import { hashOf } from '@parley/domain/hash';
import type { Reader } from '../../access/reader.ts';
import { seesAll } from '../../access/reader.ts';
import type { ListFilter } from './list-query.ts';
import type { Totals } from './totals.ts';

const MOST = 500;
const kept = new Map<string, Totals>();

/**
 * Totals read at a position of the change feed, kept until something changes: everything they depend on is announced
 * in the transaction that changes it, so the same position means the same totals. Those that depend on the present
 * instant are read every time.
 */
export async function totalsAt(
  feedCursor: string,
  reader: Reader,
  filter: Omit<ListFilter, 'status'>,
  read: () => Promise<Totals>,
): Promise<Totals> {
  if (filter.attention.length > 0) return await read();
  const sight = seesAll(reader) ? 'all' : [reader.role, reader.personId];
  const key = hashOf([feedCursor, sight, filter]);
  const known = kept.get(key);
  if (known) return known;
  const totals = await read();
  if (kept.size >= MOST) kept.clear();
  kept.set(key, totals);
  return totals;
}
