import type { Problem } from '#lib/api/problem.ts';

/** What a 422 says about each field, by its path ("handles.0.handle"); the first message of a field counts. */
export function errorsByField(problem: Problem): Readonly<Record<string, string>> {
  const entries = problem.errors.map(({ path, message }) => [path, sentence(message)] as const);
  return Object.fromEntries(entries.reverse());
}

/** Messages of the API read "must be …": a person reads "Must be …." */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
