import type { Snapshot } from '../read/snapshot.ts';
import type { RequestContext } from './request-context.ts';

/** Answers what a snapshot found as JSON, with that snapshot's change cursor in `Parley-Cursor`. */
export function withCursor(c: RequestContext, { value, cursor }: Snapshot<object>): Response {
  c.header('Parley-Cursor', cursor);
  return c.json(value);
}
