import type { Condition } from './condition.ts';
import { type FoundRange, type Range, rangeIn } from './figures.ts';
import { platformsIn } from './platforms.ts';

type Figure = Extract<Condition, { range: unknown }>;
export interface Figures {
  readonly conditions: readonly Figure[];
  /** What else the part says. */
  readonly rest: string;
}

/** Smaller figures beside these words are ages: "followers are women of 20 to 35". */
const LEAST_FOLLOWERS = 100;
const FOLLOWERS = 'followers?|following|subscribers?|subs|fans|reach';
const AUDIENCE_SIZE = 'audience(?: size)? of';
const ENGAGEMENT = 'engagement(?: rate)?|er|interaction rate';
const PERCENT = /%|\bpercent\b|\bper cent\b/i;
/** "50k followers or less", "2.5 % or higher": the end belongs to the figure. */
const ENDING =
  /(\d[\d.,]*\s*(?:k|m|mio|thousand|million)?)((?:\s+\p{L}+){0,2}\s+(?:followers?|subscribers?|subs|fans)|\s*%)\s+((?:or|and) (?:more|less|fewer|above|below|over|under|up|higher|lower|greater)|max(?:imum)?|min(?:imum)?|at most)\b/giu;
const SIZES: Readonly<Record<string, readonly [number, number | null]>> = {
  nano: [1_000, 10_000],
  micro: [10_000, 100_000],
  'mid[- ]?tier': [50_000, 500_000],
  macro: [100_000, 1_000_000],
  mega: [1_000_000, null],
};

/**
 * Takes the ranges of followers and engagement out of a part of a sentence. Null: its figures are of something else,
 * or one of several ways to fit, which no condition can say.
 */
export function readFigures(part: string, isSum: boolean): Figures | null {
  const text = part
    .replace(/\b100\s*%\s*/g, '')
    .replace(ENDING, (_, figure: string, of: string, end: string) => `${figure} ${end} ${of}`);
  const isOfEngagement = new RegExp(`\\b(?:${ENGAGEMENT})\\b`, 'i').test(text);
  if (PERCENT.test(text) && !isOfEngagement) return null;
  const on = platformsIn(text).found;
  const conditions: Figure[] = [];
  let rest = text;
  const take = (kind: Figure['kind'], found: FoundRange | null): boolean => {
    if (!found) return false;
    conditions.push({ kind, range: found.range, isSum: isSum && kind === 'followers', on });
    rest = rest.replace(found.text, `, ${found.kept}, `);
    return true;
  };
  if (
    isOfEngagement &&
    (take('engagement', rangeIn(rest, `%\\s*(?:${ENGAGEMENT})|percent|per cent|%`)) ||
      take('engagement', rangeIn(rest, ENGAGEMENT)))
  )
    rest = rest.replace(new RegExp(`\\b(?:${ENGAGEMENT})\\b|%`, 'gi'), ' ');
  for (let found = followersIn(rest); found; found = followersIn(rest)) take('followers', found);
  if (conditions.some(({ kind }) => kind === 'followers'))
    rest = rest.replace(new RegExp(`\\b(?:${FOLLOWERS})\\b`, 'gi'), ' ');
  const sizes = sizesIn(rest);
  if (sizes === 'several') return null;
  take('followers', sizes);
  return isAlternative(text, conditions.length) ? null : { conditions, rest };
}

function followersIn(text: string): FoundRange | null {
  return (
    large(rangeIn(text, FOLLOWERS)) ?? large(rangeIn(text, AUDIENCE_SIZE)) ?? largeFigure(text)
  );
}

function large(found: FoundRange | null): FoundRange | null {
  return found && (found.range.max ?? found.range.min ?? 0) >= LEAST_FOLLOWERS ? found : null;
}

/** "10k followers or 3 % engagement", "100k on TikTok or 50k on Instagram": either would do. */
function isAlternative(text: string, figures: number): boolean {
  const ways = text.split('|');
  if (ways.length === 1 || figures === 0) return false;
  const [figured, ...more] = ways.filter((way) => /\d/.test(way));
  if (figured === undefined) return false;
  const others = figured.replace(/\d[\d.,]*\s*(?:k|m|million|thousand)?\b|[^\p{L}\s]/giu, ' ');
  const words = others.replace(
    /\b(?:at|least|most|more|than|over|under|above|below|up|to|followers?|subscribers?|subs|fans|on|in|with|a|of|engagement|rate)\b/gi,
    ' ',
  );
  return more.length > 0 || words.trim() === '';
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

/** "micro", "nano or micro"; several that do not join are more than one range. */
function sizesIn(text: string): FoundRange | 'several' | null {
  const word = `(?:${Object.keys(SIZES).join('|')})`;
  const form = `\\b${word}(?:\\s*(?:\\||-|\\/|to)\\s*${word})*[- ]?(?=influencer|creator|blogger|account|tier)`;
  const match = new RegExp(form, 'i').exec(text);
  if (!match) return null;
  const sizes = Object.entries(SIZES).flatMap(([size, range]) =>
    new RegExp(size, 'i').test(match[0]) ? [range] : [],
  );
  const isOne = sizes.every(([min], at) => at === 0 || min <= (sizes[at - 1]?.[1] ?? 0));
  if (!isOne) return 'several';
  const range: Range = {
    ...{ min: sizes[0]?.[0] ?? null, max: sizes.at(-1)?.[1] ?? null },
    ...{ isMinOpen: false, isMaxOpen: true },
  };
  return { range, text: match[0], kept: '' };
}
