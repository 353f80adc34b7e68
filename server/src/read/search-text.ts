import { LIMITS } from '@parley/domain/limits';
import { z } from 'zod';

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** The search box: trimmed, empty is no search. */
export const searchText = z
  .string()
  .trim()
  .max(LIMITS.textChars, `must be at most ${LIMITS.textChars} characters`)
  .refine((value) => !CONTROL.test(value), 'must not contain control characters')
  .optional();

/** Words beyond this many narrow a search no further. */
const MAX_WORDS = 8;

/** The words that must all be found; an @ before a handle is dropped. */
export function searchWords(text: string | undefined): string[] {
  const words = (text ?? '').split(/\s+/).map((word) => word.replace(/^@+(?=.)/, ''));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MAX_WORDS);
}

/** A text as searches compare it: without case and accents, as the database's function `folded` makes it. */
export function folded(text: string): string {
  // One character at a time: a word's end has no lower case of its own there.
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/./gsu, (char) => char.toLowerCase());
}
