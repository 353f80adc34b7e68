import { placesIn } from './places.ts';
import { platformsIn } from './platforms.ts';

/** One thing that a sentence says. */
export interface Part {
  readonly text: string;
  /** It goes on a list, so what rules out the part before it rules it out as well. */
  readonly isListed: boolean;
}

/** The sentences of criteria without bullets and numbers of lists. */
export function sentencesOf(text: string): string[] {
  return numbersAsDigits(text)
    .replace(/\b(min|max|approx|ca|incl|excl|e\.g|i\.e)\.(?=\s|\d)/gi, '$1')
    .split(/\n+|;|[.!?](?=\s|$)/)
    .flatMap((sentence) => (sentence.length > LONGEST ? inPieces(sentence) : [sentence]))
    .map((sentence) => sentence.replace(/^\s*(?:[-*•·]|\d+[.)](?=\s))\s*/, '').trim())
    .filter((sentence) => sentence !== '');
}

/** Characters of a sentence: the time that its patterns take grows with the square of it. */
const LONGEST = 400;

/** A longer one, cut at its commas where it has any. */
function inPieces(sentence: string): string[] {
  return (
    sentence.match(
      new RegExp(`.{1,${LONGEST}}(?:,|$)|.{1,${LONGEST}}(?:\\s|$)|.{1,${LONGEST}}`, 'gu'),
    ) ?? []
  );
}

const COUNTED = 'one two three four five six seven eight nine ten'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety hundred'.split(' ');

/** "ten thousand" as "10 thousand", "half a million" as "500k". */
function numbersAsDigits(text: string): string {
  return text
    .replace(/\bhalf a million\b/gi, '500k')
    .replace(/\ba (?=(?:thousand|million)\b)/gi, '1 ')
    .replace(/\b(?:a |one )?([a-z]+)\s+(?=(?:thousand|million)\b)/gi, (said, word: string) => {
      const [one, ten] = [COUNTED, TENS].map((words) => words.indexOf(word.toLowerCase()));
      if (one !== undefined && one >= 0) return `${one + 1} `;
      return ten !== undefined && ten >= 0 ? `${(ten + 2) * 10} ` : said;
    });
}

/** The end of a range belongs to its figure: "between 2% and 8%", "25 and older", "10k or more". */
const PAIR =
  /\b((?:between|from)\s+[$€£]?\d[\d.,]*\s*(?:k|m|mio|thousand|million)?\s*%?)\s+and\s+(?=\d)/gi;
const END = 'older|over|up|above|more|younger|under|below|less|fewer|higher|greater|lower';
const OR = new RegExp(`\\s+or\\s+(?!(?:${END})\\b)`, 'gi');
const SEPARATOR = new RegExp(
  `(\\band\\b(?!\\s+(?:${END})\\b)|&|\\bbut\\b|\\bwith\\b|\\bwho\\b|\\bthat\\b|\\bwhose\\b)`,
  'i',
);

/** The parts of a sentence that each say one thing. "A, B or C" stays one part: one of them is enough. */
export function partsOf(sentence: string): Part[] {
  const items = sentence
    .replace(PAIR, '$1 to ')
    // Not "no kids and without pets" alone: what comes before it is asked for all the same.
    .replace(/(\w)\s+(?=(?:without|except|excluding|avoiding|outside)\s)/gi, '$1, ')
    .replace(/\bnot (?:only|just)\b/gi, ' ')
    .split(/(?<!\d)\s*,\s*|\s*,\s*(?!\d)/)
    .map((item) => item.replace(OR, ' | ').replace(/^or\s+/i, '| '))
    .filter((item) => item.trim() !== '');
  const parts: Part[] = [];
  for (const item of withListsJoined(items)) {
    let isListed = parts.length > 0;
    for (const piece of item.split(SEPARATOR)) {
      if (/^(and|&)$/i.test(piece)) isListed = true;
      else if (/^(but|with|who|that|whose)$/i.test(piece)) isListed = false;
      else if (piece.trim() !== '') parts.push({ text: piece.trim(), isListed });
    }
  }
  return parts;
}

/** "A, B or C": what stands before the last two goes with them, as long as it names things of the same kind. */
function withListsJoined(items: readonly string[]): string[] {
  const joined: string[] = [];
  for (const item of [...items].reverse()) {
    const next = joined[0];
    const isOneOf = next !== undefined && next.includes('|');
    if (isOneOf && (next.startsWith('|') || goesBefore(item, next)))
      joined[0] = `${item} ${next.startsWith('|') ? '' : '| '}${next}`;
    else joined.unshift(item);
  }
  return joined.map((item) => item.replace(/^\|\s*/, ''));
}

const WHOLE = /\b(?:creators?|influencers?|bloggers?|vloggers?|channels?|accounts?|content|only)$/i;

function goesBefore(item: string, list: string): boolean {
  const first = list.split('|')[0] ?? '';
  return (
    /^[\p{L}'’ -]{2,60}$/u.test(item) && !WHOLE.test(item.trim()) && kindOf(item) === kindOf(first)
  );
}

/** What a part names first of all: things of one kind go on a list. */
export function kindOf(text: string): 'platform' | 'place' | 'words' {
  if (platformsIn(text).found.length > 0) return 'platform';
  return placesIn(text).length > 0 ? 'place' : 'words';
}
