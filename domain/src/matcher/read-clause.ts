import { type FoundAge, agesIn } from './ages.ts';
import { leftOver, speaks, termOf } from './clause-words.ts';
import type { Condition } from './condition.ts';
import { kindOf } from './parts.ts';
import { placesIn } from './places.ts';
import { platformsIn } from './platforms.ts';
import { topicsIn } from './topics-in.ts';
import { folded, withoutPhrase } from './words.ts';

export interface ReadClause {
  readonly conditions: readonly Condition[];
  readonly isNegated: boolean;
  readonly isAudience: boolean;
  /** What is not understood, in its own words; null: everything was. */
  readonly unread: string | null;
}

/** What the part before said: a list goes on in its sense. */
export type Before = ReadClause & { readonly kind: ReturnType<typeof kindOf> };
export const NOTHING_BEFORE: Before = {
  ...{ conditions: [], isNegated: false, isAudience: false, unread: null, kind: 'words' },
};

/** Reads one part of a sentence without its figures: platforms, places, ages, who the audience is, topics. */
export function readClause(clause: string, isListed: boolean, before: Before): ReadClause {
  const age = agesIn(clause);
  const text = age ? clause.replace(age.text, ' ') : clause;
  const goesOn = isListed && before.isNegated && before.kind === kindOf(clause);
  const isNegated = speaks.ofNone(clause) || (goesOn && !speaks.itself(clause));
  const isAudience = speaks.ofAudience(clause) || (before.isAudience && isOfPeople(text));
  const read = wordsOf(text, isNegated, isAudience);
  // Whose age it is that is not the audience's no profile says.
  const isKnown = age === null || (isAudience && !isNegated);
  const unread = [...(read.unread === null ? [] : [read.unread]), ...(isKnown ? [] : [age.text])];
  const conditions = [...agesOf(age, isKnown), ...read.conditions];
  const own = clause.replace(/\s*\|\s*/g, ' or ').replace(/[\s,]+/g, ' ');
  const words = conditions.length === 0 ? own.trim() : unread.join(' ').trim();
  return { conditions, isNegated, isAudience, unread: unread.length === 0 ? null : words };
}

/** "Germany", "women": nothing but who or where people are, so that it may go on with an audience. */
function isOfPeople(text: string): boolean {
  if (speaks.ofCreators(text)) return false;
  const bare = (placeIn(text)?.phrases ?? []).reduce(withoutPhrase, folded(text));
  const groups = topicsIn(bare, true).filter(({ isGroup }) => isGroup);
  return leftOver(groups.reduce((rest, { said }) => withoutPhrase(rest, said), bare)) === '';
}

function agesOf(age: FoundAge | null, isKnown: boolean): Condition[] {
  return age && isKnown ? [age.condition] : [];
}

type Words = Pick<ReadClause, 'conditions' | 'unread'>;

function wordsOf(clause: string, isNegated: boolean, isAudience: boolean): Words {
  const conditions: Condition[] = [];
  const add = (
    kind: 'words' | 'platform' | 'country' | 'audience',
    any: readonly string[],
    label: string,
  ) => conditions.push({ kind, label, any, isNegated });
  const quoted = [...clause.matchAll(/["“”]([^"“”]{2,60})["“”]/g)].map((match) => match[1] ?? '');
  for (const phrase of quoted) add('words', [phrase], `“${phrase}”`);
  const open = quoted.reduce((text, phrase) => text.replace(phrase, ' '), clause);
  const { found: platforms, rest: named } = platformsIn(open);
  const isOneOf = clause.includes('|') || clause.includes('/');
  for (const some of isOneOf ? [platforms] : platforms.map((one) => [one]))
    if (some.length > 0) add('platform', some, some.join(' or '));
  const place = placeIn(open);
  if (place)
    add(isAudience ? 'audience' : 'country', isAudience ? place.said : place.any, place.label);
  const kind = isAudience ? 'audience' : 'words';
  const without = (place?.phrases ?? []).reduce(withoutPhrase, named);
  const topics = topicsIn(without, isAudience);
  // "not budget travel" rules out neither travel nor all that is cheap.
  if (isNegated && topics.length > 1 && !clause.includes('|'))
    return { conditions, unread: leftOver(without) };
  if (topics.length > 0 && clause.includes('|'))
    add(
      kind,
      topics.flatMap(({ any }) => any),
      topics.map(({ label }) => label).join(' or '),
    );
  else for (const topic of topics) add(kind, topic.any, topic.label);
  const left = leftOver(topics.reduce((text, { said }) => withoutPhrase(text, said), without));
  if (left === '') return { conditions, unread: null };
  const term = termOf(open, left, conditions.length === 0 || isNegated);
  if (term === null) return { conditions, unread: left };
  add(kind, term, term.join(' or '));
  return { conditions, unread: null };
}

interface FoundPlace {
  readonly label: string;
  /** The countries; `said` also as people wrote them. */
  readonly any: readonly string[];
  readonly said: readonly string[];
  readonly phrases: readonly string[];
}

function placeIn(text: string): FoundPlace | null {
  const places = placesIn(text);
  if (places.length === 0) return null;
  const phrases = places.map(({ phrase }) => phrase);
  const any = [...new Set(places.flatMap(({ countries }) => countries))];
  const names = places.map(({ phrase, countries: [first = phrase, ...more] }) =>
    more.length > 0 ? regionName(phrase) : first,
  );
  return { label: [...new Set(names)].join(' or '), any, said: [...any, ...phrases], phrases };
}

function regionName(phrase: string): string {
  if (phrase.length <= 4) return phrase.toUpperCase();
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`;
}
