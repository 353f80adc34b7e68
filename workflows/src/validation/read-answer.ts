import { shortened } from '@parley/domain/matcher/match';
import type { Score } from '@parley/domain/validation';
import { z } from 'zod';

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

const score = z.union([
  z.literal([0, 1, 2, 3]),
  z
    .enum(['0', '1', '2', '3'])
    .transform((text) => (({ '0': 0, '1': 1, '2': 2, '3': 3 }) as const)[text]),
]);
/** Whatever else a model adds is dropped: nothing but these two leaves it. */
const answer = z.object({
  score,
  reason: z
    .string()
    .transform((text) => shortened(text.toWellFormed().replace(CONTROL, ' ').trim()))
    .refine((text) => text !== ''),
});

/**
 * The score and the reason in what a model wrote: plain JSON, in a code fence, or with words around it. Null where
 * there is none, or more than one that disagree.
 */
export function readAnswer(
  text: string,
): { readonly score: Score; readonly reason: string } | null {
  const found = objectsIn(text).flatMap((one) => {
    const parsed = answer.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  const [first] = found;
  return first && found.every((one) => one.score === first.score) ? first : null;
}

/** Every JSON object that stands in a text, outermost only. */
function objectsIn(text: string): unknown[] {
  const found: unknown[] = [];
  for (let at = text.indexOf('{'); at >= 0 && found.length < 10;) {
    const end = endOfObject(text, at);
    const parsed = end === null ? undefined : parsedJson(text.slice(at, end));
    if (parsed !== undefined) found.push(parsed);
    at = text.indexOf('{', parsed === undefined || end === null ? at + 1 : end);
  }
  return found;
}

/** Just past the brace that closes the one at `start`, strings skipped; null where none does. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{') depth += 1;
    else if (character === '}' && (depth -= 1) === 0) return at + 1;
  }
  return null;
}

function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
