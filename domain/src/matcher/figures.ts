/** A range of a figure; an end that does not belong to it is open. */
export interface Range {
  readonly min: number | null;
  readonly max: number | null;
  readonly isMinOpen: boolean;
  readonly isMaxOpen: boolean;
}
export interface FoundRange {
  readonly range: Range;
  /** What was written, to be cut out of the text. */
  readonly text: string;
  /** Words within it that say something else, as the platform of "10k Instagram followers". */
  readonly kept: string;
}

const NUMBER = String.raw`(?<![\d.,])\d(?:[\d.,]{0,14}\d)?(?!\d)`;
const UNIT = String.raw`(?:\s*(?:k|m|mio|mn|thousand|million)\b)?`;
const FIGURE = `${NUMBER}${UNIT}`;
const AT_LEAST = String.raw`(?:at least|min(?:imum)?(?: of)?\.?|no fewer than|no less than|not (?:less than|fewer than|under|below)|from|>=|≥)`;
const MORE = String.raw`(?:more than|greater than|higher than|over|above|exceeding|>)`;
const AT_MOST = String.raw`(?:at most|max(?:imum)?(?: of)?\.?|no more than|not (?:more than|over|above)|up to|<=|≤)`;
const LESS = String.raw`(?:less than|fewer than|lower than|under|below|<)`;
const BETWEEN = String.raw`(?:between|from)?`;

/** What each way of writing a range says, the most telling first. `%` is allowed to stand at every figure. */
const FORMS = [
  {
    form: `${BETWEEN}\\s*(${FIGURE})\\s*%?\\s*(?:-|–|—|(?:up )?to|and)\\s*(${FIGURE})`,
    kind: 'between',
  },
  { form: `${AT_LEAST}\\s*(${FIGURE})`, kind: 'at least' },
  // Before "more than", which "no more than" ends with.
  { form: `${AT_MOST}\\s*(${FIGURE})`, kind: 'at most' },
  { form: `${MORE}\\s*(${FIGURE})`, kind: 'more' },
  { form: `${LESS}\\s*(${FIGURE})`, kind: 'less' },
  {
    form: `(${FIGURE})\\s*%?\\s*(?:\\+|plus\\b|min(?:imum)?\\b|(?:or|and) (?:more|above|up|over|higher|greater))`,
    kind: 'at least',
  },
  {
    form: `(${FIGURE})\\s*%?\\s*(?:(?:or|and) (?:less|fewer|below|under|lower)|at most|max(?:imum)?\\b)`,
    kind: 'at most',
  },
  { form: `(${FIGURE})`, kind: 'at least' },
] as const;

/** The first range written in a text whose figure is followed by `after` (as "%" or "followers") or stands before it. */
export function rangeIn(text: string, words: string): FoundRange | null {
  for (const { form, kind } of FORMS) {
    const near = `(?:\\b(?:${words})\\b[^\\d,;.]{0,24}?\\s*)`;
    const after = `(?:\\s*\\+?(?<kept>(?:\\s+[a-z]+){0,2}?)\\s*(?:${words})(?![a-z]))`;
    for (const pattern of [`${form}${after}`, `${near}${form}\\+?`]) {
      const match = new RegExp(pattern, 'iu').exec(text);
      if (!match) continue;
      const range = rangeOf(kind, match[1] ?? '', match[2] ?? null);
      if (range) return { range, text: match[0], kept: match.groups?.['kept']?.trim() ?? '' };
    }
  }
  return null;
}

function rangeOf(
  kind: (typeof FORMS)[number]['kind'],
  first: string,
  second: string | null,
): Range | null {
  const value = numberIn(first);
  if (value === null) return null;
  const open = { isMinOpen: kind === 'more', isMaxOpen: kind === 'less' };
  if (kind === 'between') {
    const max = second === null ? null : numberIn(second);
    if (max === null) return null;
    // "5-50k": the unit at the end is that of both.
    const unit = /[a-z]+\s*$/i.exec(second ?? '')?.[0] ?? '';
    const min = value < max && !/[a-z]/i.test(first) ? (numberIn(first + unit) ?? value) : value;
    return { min: Math.min(min <= max ? min : value, max), max: Math.max(value, max), ...open };
  }
  const isMin = kind === 'at least' || kind === 'more';
  return { min: isMin ? value : null, max: isMin ? null : value, ...open };
}

/** "10k", "1.5M", "2 million", "10,000", "10.000", "3.5". */
export function numberIn(text: string): number | null {
  const match = /^\s*(\d[\d.,]*)\s*(k|m|mio|mn|thousand|million)?\s*$/i.exec(text);
  if (!match) return null;
  const digits = match[1] ?? '';
  const unit = (match[2] ?? '').toLowerCase();
  const isGrouped = /^\d{1,3}([.,]\d{3})+$/.test(digits) && unit === '';
  const value = Number(isGrouped ? digits.replace(/[.,]/g, '') : digits.replace(/,/g, '.'));
  if (!Number.isFinite(value)) return null;
  return value * (unit === '' ? 1 : unit === 'k' || unit === 'thousand' ? 1_000 : 1_000_000);
}

export function isWithin(value: number, { min, max, isMinOpen, isMaxOpen }: Range): boolean {
  const above = min === null || (isMinOpen ? value > min : value >= min);
  const below = max === null || (isMaxOpen ? value < max : value <= max);
  return above && below;
}

/** What a range rules out, as the range of what is left: null where that is in two pieces. */
export function without({ min, max, isMinOpen, isMaxOpen }: Range): Range | null {
  if (min !== null && max !== null) return null;
  return { min: max, max: min, isMinOpen: !isMaxOpen, isMaxOpen: !isMinOpen };
}

/** 48200 as "48,200". */
export function grouped(value: number): string {
  const [whole = '', rest] = String(Math.round(value * 100) / 100).split('.');
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? thousands : `${thousands}.${rest}`;
}

export function rangeInWords({ min, max, isMinOpen, isMaxOpen }: Range, unit: string): string {
  const value = (number: number) => `${grouped(number)}${unit}`;
  if (min !== null && max !== null) return `${value(min)} to ${value(max)}`;
  if (min !== null) return `${isMinOpen ? 'more than' : 'at least'} ${value(min)}`;
  return `${isMaxOpen ? 'less than' : 'at most'} ${value(max ?? 0)}`;
}
