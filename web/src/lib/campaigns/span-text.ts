/** "1 Dec – 24 Dec", "from 1 Dec", "until 24 Dec", or a dash; `day` writes one calendar day. */
export function spanText(
  startsOn: string | null,
  endsOn: string | null,
  day: (on: string) => string,
): string {
  if (startsOn && endsOn) return `${day(startsOn)} – ${day(endsOn)}`;
  if (startsOn) return `from ${day(startsOn)}`;
  return endsOn ? `until ${day(endsOn)}` : '–';
}
