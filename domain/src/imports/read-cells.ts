import { isDay } from '../scalars.ts';
import type { CellRead } from './row-read.ts';

const refused = (message: string) => ({ ok: false, message }) as const;
const read = <T>(value: T) => ({ ok: true, value }) as const;

/** Spaces of all kinds, also those that only group thousands. */
const SPACES = /[\s\u00a0\u202f]/g;
/** 12500, 12,500, 12.500 or 12'500: what stands between groups of three is no decimal sign. */
const WHOLE = /^(\d+|\d{1,3}([.,'’]\d{3})+)$/;
const SHORTENED = /^(\d+)(?:[.,](\d{1,2}))?([km])$/i;
const UNITS: Readonly<Record<string, number>> = { k: 1_000, m: 1_000_000 };

/** A whole number as people and spreadsheets write it: 12500, 12,500, 12 500, 12.5k, 1,2 M. */
export function readWhole(cell: string): CellRead<number> {
  const text = cell.replaceAll(SPACES, '');
  if (WHOLE.test(text)) return read(Number(text.replaceAll(/[.,'’]/g, '')));
  const [, whole = '', fraction = '', unit = ''] = SHORTENED.exec(text) ?? [];
  const value = Math.round(
    Number(`${whole}.${fraction || '0'}`) * (UNITS[unit.toLowerCase()] ?? 0),
  );
  return whole === '' ? refused('must be a whole number, as 12500, 12,500 or 12.5k') : read(value);
}

/** A percentage: 3.4, 3,4, 3.4 %. */
export function readPercent(cell: string): CellRead<number> {
  const text = cell.replaceAll(SPACES, '').replace(/%$/, '').replace(',', '.');
  return /^\d+(\.\d+)?$/.test(text)
    ? read(Number(text))
    : refused('must be a percentage, as 3.4 or 3.4 %');
}

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const DOTTED = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;
/** A spreadsheet's day with a time behind it. */
const TIME = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;

/** A day: 2026-03-31, 31.3.2026, or with slashes where only one order of day and month is possible. */
export function readDay(cell: string): CellRead<string> {
  const text = cell.trim().replace(TIME, '');
  const iso = ISO.exec(text);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const dotted = DOTTED.exec(text);
  if (dotted) return dayOf(dotted[3], dotted[2], dotted[1]);
  const slashed = SLASHED.exec(text);
  if (!slashed) return NO_DAY;
  const [, first = '', second = '', year] = slashed;
  if (Number(first) > 12) return dayOf(year, second, first);
  if (Number(second) > 12 || first === second) return dayOf(year, first, second);
  return refused('could be two different days: write it as 2026-03-31');
}

const NO_DAY = refused('must be a real day, as 2026-03-31');

function dayOf(year = '', month = '', day = ''): CellRead<string> {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? read(text) : NO_DAY;
}

const YES = new Set(['yes', 'y', 'true', '1', 'x', '✓', 'ja', 'oui', 'si', 'sí']);
const NO = new Set(['no', 'n', 'false', '0', '-', 'nein', 'non']);

/** Yes or no. */
export function readFlag(cell: string): CellRead<boolean> {
  const text = cell.trim().toLowerCase();
  if (YES.has(text)) return read(true);
  return NO.has(text) ? read(false) : refused('must be yes or no');
}

/** What stands between semicolons or bars, without empty parts. */
export function readList(cell: string): string[] {
  return cell
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
