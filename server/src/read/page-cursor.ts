import { hashOf } from '@parley/domain/hash';
import type { z } from 'zod';
import { invalid } from '../http/problem.ts';

/**
 * The opaque cursor of a list: where the next page starts, bound to the query it came from (its limit aside).
 * `query` is anything that JSON can hold and that two different lists do not share.
 */
export function pageCursor(query: unknown, position: unknown): string {
  return Buffer.from(JSON.stringify([fingerprint(query), position])).toString('base64url');
}

/** The position in a cursor of the same query; 422 naming `cursor` for anything else. */
export function positionOf<T>(cursor: string, query: unknown, schema: z.ZodType<T>): T {
  const content = contentOf(cursor);
  if (!Array.isArray(content) || content[0] !== fingerprint(query)) throw wrongCursor();
  const position = schema.safeParse(content[1]);
  if (!position.success) throw wrongCursor();
  return position.data;
}

/** What a cursor that does not belong to the query is answered with. */
export function wrongCursor() {
  return invalid([{ path: 'cursor', message: 'is not a cursor of this query' }]);
}

function fingerprint(query: unknown): string {
  return hashOf(query).slice(0, 16);
}

function contentOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrongCursor();
  }
}
