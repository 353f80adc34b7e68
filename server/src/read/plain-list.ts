import { z } from 'zod';
import { limit } from '../http/query.ts';
import { pageCursor, positionOf } from './page-cursor.ts';

/** The query of a list that has no filters. */
export const listQuery = z.strictObject({ limit, cursor: z.string().max(1_000).optional() });
type ListQuery = z.infer<typeof listQuery>;

export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int() });

/** One page of a list that is short enough to be read whole, as members and tokens are. `name` binds its cursors. */
export function pageOf<T>(all: readonly T[], name: string, query: ListQuery) {
  const from = query.cursor === undefined ? 0 : positionOf(query.cursor, name, z.int().min(0));
  const end = from + query.limit;
  return {
    items: all.slice(from, end),
    nextCursor: end < all.length ? pageCursor(name, end) : null,
    total: all.length,
  };
}
