const formats = new Map<string, Intl.NumberFormat>();

/** A count in short, as "12.5K"; exact below a thousand. */
export function shortCount(count: number, locale: string): string {
  const known = formats.get(locale);
  const format =
    known ?? new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  formats.set(locale, format);
  return format.format(count);
}

/** A percentage with one decimal in the reader's locale, without its sign. */
export function percentText(percent: number, locale: string): string {
  return percent.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A count in full, grouped as the reader groups. */
export function countText(count: number, locale: string): string {
  return count.toLocaleString(locale, { maximumFractionDigits: 0 });
}
