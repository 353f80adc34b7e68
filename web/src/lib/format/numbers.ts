const formats = new Map<string, Intl.NumberFormat>();

/** A count in short, as "12.5K"; exact below a thousand. */
export function shortCount(count: number, locale: string): string {
  const known = formats.get(locale);
  const format =
    known ?? new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  formats.set(locale, format);
  return format.format(count);
}
