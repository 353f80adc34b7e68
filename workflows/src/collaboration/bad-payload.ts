import { CARRY } from './limits.ts';

/**
 * A message nobody could read, made fit to be recorded: bounded, and without what Postgres' jsonb refuses (NUL and
 * lone surrogates). Throws nothing, also not for a value nested too deep to be walked.
 */
export function recordable(value: unknown): unknown {
  try {
    if (value instanceof Uint8Array) return { unreadable: 'binary', bytes: value.length };
    // The column takes no null.
    if (value === undefined || value === null) return { unreadable: 'nothing' };
    const json = JSON.stringify(tidy(value));
    if (json.length <= CARRY.badPayloadChars) return tidy(value);
    return {
      unreadable: 'too long',
      start: json.slice(0, CARRY.badPayloadChars / 2).toWellFormed(),
    };
  } catch {
    return { unreadable: 'nested too deep' };
  }
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(tidy);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [tidyKey(key), tidy(inner)]),
  );
}

function tidyKey(key: string): string {
  return key.replaceAll('\0', '').toWellFormed();
}
