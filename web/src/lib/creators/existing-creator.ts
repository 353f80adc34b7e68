import type { Named } from '@parley/domain/view';
import type { Problem } from '#lib/api/problem.ts';

/** The creator who has a handle already, as a CREATOR_EXISTS names them; null for anything else. */
export function existingCreator({ code, body }: Problem): Named | null {
  if (code !== 'CREATOR_EXISTS' || !isObject(body) || !isObject(body.creator)) return null;
  const { id, name } = body.creator;
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
