import { beyondRules } from './beyond-rules.ts';
import { speaks } from './clause-words.ts';
import type { Condition, Criteria } from './condition.ts';
import { without } from './figures.ts';
import { kindOf, type Part, partsOf, sentencesOf } from './parts.ts';
import { placesIn } from './places.ts';
import { type Before, NOTHING_BEFORE, type ReadClause, readClause } from './read-clause.ts';
import { readFigures } from './read-figures.ts';

/**
 * Reads criteria written in plain English into conditions. What it does not understand it says: nothing is guessed.
 */
export function readCriteria(text: string): Criteria {
  const conditions: Condition[] = [];
  const unread: string[] = [];
  for (const sentence of sentencesOf(text)) {
    const beyond = beyondRules(sentence);
    unread.push(...beyond.unread);
    const isSum = /\b(in total|combined|altogether|across (?:all )?(?:platforms|channels))\b/i.test(
      sentence,
    );
    let before = NOTHING_BEFORE;
    for (const part of partsOf(beyond.rest)) {
      const read = readPart(part, before, isSum);
      before = { ...read, kind: kindOf(part.text) };
      conditions.push(...read.conditions);
      if (read.unread !== null) unread.push(read.unread);
    }
  }
  return { conditions: merged(boundToPlatforms(conditions)), unread };
}

function readPart({ text, isListed }: Part, before: Before, isSum: boolean): ReadClause {
  const notRead: ReadClause = {
    ...{ conditions: [], isNegated: false, isAudience: false },
    unread: text.replace(/\s*\|\s*/g, ' or '),
  };
  const figures = readFigures(text, isSum);
  if (figures === null) return notRead;
  const read = readClause(figures.rest, isListed, before);
  // "no accounts", "with more than 1M followers": the figure is what is ruled out.
  const isOfNobody = before.isNegated && before.conditions.length === 0 && before.unread === null;
  if (figures.conditions.length === 0 || (!speaks.ofNone(figures.rest) && !isOfNobody))
    return { ...read, conditions: [...figures.conditions, ...read.conditions] };
  const left = figures.conditions.map(({ range }) => without(range));
  if (read.conditions.length > 0 || left.includes(null)) return notRead;
  const turned = figures.conditions.map((one) => ({
    ...one,
    range: without(one.range) ?? one.range,
  }));
  return { ...read, conditions: turned };
}

/** Figures for several platforms each count on their own; otherwise any platform that is asked for will do. */
function boundToPlatforms(conditions: readonly Condition[]): Condition[] {
  const isBound = (kind: Condition['kind']) =>
    new Set(conditions.flatMap((one) => ('on' in one && one.kind === kind ? one.on.join() : [])))
      .size > 1;
  return conditions.map((one) => ('on' in one && !isBound(one.kind) ? { ...one, on: [] } : one));
}

type Listed = Extract<Condition, { any: readonly string[] }>;

/**
 * A creator lives in one country: those asked for in several places are one condition, and so are those of an
 * audience. Doubles say nothing new.
 */
function merged(conditions: readonly Condition[]): Condition[] {
  const isPlace = (kind: 'country' | 'audience') => (one: Condition) =>
    one.kind === kind && !one.isNegated && placesIn(one.label).length > 0;
  const [isHome, isOfAudience] = [isPlace('country'), isPlace('audience')];
  const all = [
    ...conditions.filter((one) => !isHome(one) && !isOfAudience(one)),
    ...[isOfAudience, isHome].flatMap((is) => oneOf(conditions.filter(is))),
  ];
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = JSON.stringify(one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function oneOf(places: readonly Condition[]): Listed[] {
  const listed = places.flatMap((one) => ('any' in one ? [one] : []));
  const [first] = listed;
  if (!first) return [];
  const label = [...new Set(listed.map((one) => one.label))].join(' or ');
  return [{ ...first, label, any: [...new Set(listed.flatMap(({ any }) => any))] }];
}
