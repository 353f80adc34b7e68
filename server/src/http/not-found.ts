import { Problem } from './problem.ts';

/** The value, or 404 for what is not there, or not there for this person. `thing` as in "There is no such …". */
export function found<T>(value: T | null | undefined, thing: string): T {
  if (value === null || value === undefined)
    throw new Problem('NOT_FOUND', { detail: `There is no such ${thing}.` });
  return value;
}
