import { beyondRules } from './beyond-rules.ts';
import type { Condition, Criteria } from './condition.ts';
import { type FoundRange, rangeIn } from './figures.ts';
import { readClause } from './read-clause.ts';

/** Smaller figures beside these words are ages: "followers are women of 20 to 35". */
const LEAST_FOLLOWERS = 100;
const FOLLOWERS = 'followers?|following|subscribers?|subs|fans|reach';
const AUDIENCE_SIZE = 'audience(?: size)? of';
const ENGAGEMENT = 'engagement(?: rate)?|er|interaction rate';
const SIZES: Readonly<Record<string, readonly [number, number | null]>> = {
  nano: [1_000, 10_000],
  micro: [10_000, 100_000],
  'mid[- ]?tier': [50_000, 500_000],
  macro: [100_000, 1_000_000],
  mega: [1_000_000, null],
};

/**
 * Reads criteria written in plain English into conditions. What it does not understand it says: nothing is guessed.
 */
export function readCriteria(text: string): Criteria {
  const conditions: Condition[] = [];
  const unread: string[] = [];
  for (const sentence of sentencesOf(text)) {
    const beyond = beyondRules(sentence);
    unread.push(...beyond.unread);
    const figures = readFigures(beyond.rest);
    conditions.push(...figures.conditions);
    let isNegated = false;
    for (const part of clausesOf(figures.rest)) {
      const read = readClause(part.text, part.isListed && isNegated);
      isNegated = read.isNegated;
      conditions.push(...read.conditions);
      if (read.unread !== null) unread.push(read.unread);
    }
  }
  return { conditions: merged(conditions), unread };
}

function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|;|[.!?](?=\s|$)/)
    .map((sentence) => sentence.replace(/^\s*(?:[-*•·]|\d+[.)](?=\s))\s*/, '').trim())
    .filter((sentence) => sentence !== '');
}

interface Figures {
  readonly conditions: Condition[];
  readonly rest: string;
}

/** Takes every range of followers and engagement out of a sentence. */
function readFigures(sentence: string): Figures {
  const conditions: Condition[] = [];
  let rest = sentence;
  const take = (found: FoundRange | null, make: (found: FoundRange) => Condition): boolean => {
    if (!found) return false;
    conditions.push(make(found));
    rest = rest.replace(found.text, `, ${found.kept}, `);
    return true;
  };
  const engagement = ({ range }: FoundRange): Condition => ({ kind: 'engagement', range });
  const isSum = /\b(in total|combined|altogether|across (?:all )?(?:platforms|channels))\b/i.test(
    sentence,
  );
  const followers = ({ range }: FoundRange): Condition => ({ kind: 'followers', range, isSum });
  if (/%|percent|per cent/i.test(rest) || new RegExp(`\\b(?:${ENGAGEMENT})\\b`, 'i').test(rest)) {
    const isTaken =
      take(rangeIn(rest, `%\\s*(?:${ENGAGEMENT})|percent|per cent|%`), engagement) ||
      take(rangeIn(rest, ENGAGEMENT), engagement);
    if (isTaken) rest = rest.replace(new RegExp(`\\b(?:${ENGAGEMENT})\\b|%`, 'gi'), ' ');
  }
  if (
    take(large(rangeIn(rest, FOLLOWERS)), followers) ||
    take(large(rangeIn(rest, AUDIENCE_SIZE)), followers) ||
    take(largeFigure(rest), followers)
  )
    rest = rest.replace(new RegExp(`\\b(?:${FOLLOWERS})\\b`, 'gi'), ' ');
  const size = sizeIn(rest);
  if (size) {
    conditions.push({ kind: 'followers', range: size.range, isSum });
    rest = rest.replace(size.text, ' ');
  }
  return { conditions, rest };
}

function large(found: FoundRange | null): FoundRange | null {
  return found && (found.range.max ?? found.range.min ?? 0) >= LEAST_FOLLOWERS ? found : null;
}

const LARGE = String.raw`(?:\d[\d.,]*\s*(?:k|m|mio|million|thousand)|\d{1,3}(?:[.,]\d{3})+)\b`;
/** The second figure of "10k to 50k" ends the range: only behind it may the unit stand. Money is no size. */
const LARGE_FIGURE = new RegExp(
  String.raw`((?<![€$£\d.,])${LARGE})(?!\s*(?:-|–|—|to|and)\s*${LARGE})`,
  'gi',
);

/** "at least 10k on Instagram": a figure in thousands means followers, whatever stands beside it. */
function largeFigure(text: string): FoundRange | null {
  const found = rangeIn(text.replace(LARGE_FIGURE, '$1 ¤'), '¤');
  return found && { ...found, text: found.text.replaceAll(' ¤', '') };
}

function sizeIn(text: string): FoundRange | null {
  for (const [word, [min, max]] of Object.entries(SIZES)) {
    const match = new RegExp(
      `\\b${word}[- ]?(?=influencer|creator|blogger|account|tier)`,
      'i',
    ).exec(text);
    if (match)
      return { range: { min, max, isMinOpen: false, isMaxOpen: true }, text: match[0], kept: '' };
  }
  return null;
}

interface Part {
  readonly text: string;
  /** It goes on a list, so what rules out the part before it rules it out as well. */
  readonly isListed: boolean;
}

/** The parts of a sentence that each say one thing. "A, B or C" stays one part: one of them is enough. */
function clausesOf(sentence: string): Part[] {
  const joined = sentence
    .replace(/((?:[\w'’ -]{2,30},\s*)+)(?=[\w'’ -]{2,30}\s+or\s)/gi, (list) =>
      list.replaceAll(',', ' or '),
    )
    .replace(/,?\s+or\s+/gi, ' | ')
    // What comes before it is asked for all the same.
    .replace(/(\w)\s+(?=(?:without|except|excluding|avoiding)\s)/gi, '$1, ');
  const parts: Part[] = [];
  let isListed = false;
  for (const piece of joined.split(/(,|\band\b|&|\bbut\b|\bwith\b|\bwho\b|\bthat\b|\bwhose\b)/i)) {
    if (/^(,|and|&)$/i.test(piece)) isListed = true;
    else if (/^(but|with|who|that|whose)$/i.test(piece)) isListed = false;
    else if (piece.trim() !== '') parts.push({ text: piece.trim(), isListed });
  }
  return parts;
}

/** A creator lives in one country: those asked for in several places are one condition. Doubles say nothing new. */
function merged(conditions: readonly Condition[]): Condition[] {
  const isHome = (one: Condition) => one.kind === 'country' && !one.isNegated;
  const countries = conditions.filter(isHome).flatMap((one) => ('any' in one ? [one] : []));
  const home: Condition[] =
    countries.length === 0
      ? []
      : [
          {
            kind: 'country',
            isNegated: false,
            label: [...new Set(countries.map(({ label }) => label))].join(' or '),
            any: [...new Set(countries.flatMap(({ any }) => any))],
          },
        ];
  const all = [...conditions.filter((one) => !isHome(one)), ...home];
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = JSON.stringify(one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
