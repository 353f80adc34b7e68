import type { Condition } from './condition.ts';

export interface FoundAge {
  readonly condition: Extract<Condition, { kind: 'age' }>;
  /** What was written, to be cut out of the text. */
  readonly text: string;
}

const LEAD = String.raw`(?:\b(?:in the |in their )?(?:aged?|ages|age group|age range|between|from|of)\b[:\s]*)*`;
const YEARS = String.raw`(?:\s*[- ]?(?:years?|yrs?|yo|y\/o)\b(?:[- ](?:olds?|of age)\b)?)?`;
const RANGE = new RegExp(`${LEAD}\\b(\\d{2})\\s*(?:-|–|—|to|and)\\s*(\\d{2})(?!\\d)${YEARS}`, 'i');
const FROM = new RegExp(
  `${LEAD}\\b(?:(?:over|above|older than|at least|from)(?: the age of)?\\s*(\\d{2})(?!\\d)${YEARS}|(\\d{2})\\s*(?:\\+|plus\\b|${YEARS}\\s*(?:and|or) (?:older|over|up|above)\\b)${YEARS})`,
  'i',
);
const TO = new RegExp(
  `${LEAD}\\b(?:(?:under|younger than|up to|below)(?: the age of)?\\s*(\\d{2})(?!\\d)s?${YEARS}|(\\d{2})${YEARS}\\s*(?:and|or) (?:younger|under|below)\\b)`,
  'i',
);

/** The first range of ages in a text: "20–35", "18+", "under 30", "25 to 34 years old". */
export function agesIn(text: string): FoundAge | null {
  const range = RANGE.exec(text);
  if (range) return found(range[0], Number(range[1]), Number(range[2]));
  const from = FROM.exec(text);
  if (from) return found(from[0], Number(from[1] ?? from[2]), 99);
  const to = TO.exec(text);
  return to ? found(to[0], 0, Number(to[1] ?? to[2])) : null;
}

/** The range of ages that a profile gives for its audience. */
export function ageIn(text: string): FoundAge['condition'] | null {
  return agesIn(text)?.condition ?? null;
}

function found(text: string, from: number, to: number): FoundAge {
  return { text, condition: { kind: 'age', from, to } };
}
