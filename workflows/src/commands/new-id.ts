import { randomUUID } from 'node:crypto';
import { madeId } from '../collaboration/made-id.ts';

/** A new UUIDv7, outside of workflows. */
export function newId(): string {
  return madeId(randomUUID(), Date.now());
}
