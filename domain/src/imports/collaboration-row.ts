import { CURRENCIES, type Currency } from '../currencies.ts';
import { LIMITS } from '../limits.ts';
import { parseAmount } from '../parse-amount.ts';
import { type Status, STATUSES } from '../statuses.ts';
import { type TermsInput, termsInput } from '../terms.schema.ts';
import { text } from '../text.ts';
import type { Platform } from '../view.ts';
import { readDeliverables, readDueDays } from './deliverables-cell.ts';
import { profileOf, readPlatform } from './platforms.ts';
import { readDay, readFlag, readPercent } from './read-cells.ts';
import { RowCells } from './row-cells.ts';
import type { CellRead, Mapping, RowRead } from './row-read.ts';

/** Whom a row means, in the words of the file. */
export interface NamedCreator {
  readonly name: string | null;
  readonly platform: Platform | null;
  readonly handle: string | null;
}
/** A row of a file of collaborations; what it names is still to be found. */
export interface CollaborationRow {
  /** Name or id. */
  readonly campaign: string;
  readonly creator: NamedCreator;
  /** E-mail; null: whoever imports. */
  readonly owner: string | null;
  readonly terms: TermsInput;
  readonly shipsProduct: boolean;
  /** Set after the creation; null: it stays Pending. */
  readonly status: Status | null;
  readonly reason: string | null;
  readonly note: string | null;
}

/** The campaign that a row names, before it is read: its currency counts where the row names none. */
export function campaignOfRow(mapping: Mapping, values: readonly string[]): string | null {
  return new RowCells(mapping, values).text('campaign');
}

/** Reads one row of a file of collaborations by its mapping; every cell that is wrong is named. Pure. */
export function readCollaborationRow(
  mapping: Mapping,
  values: readonly string[],
  currency: string,
): RowRead<CollaborationRow> {
  const cells = new RowCells(mapping, values);
  const campaign = cells.text('campaign');
  if (campaign === null) cells.refuse('campaign', 'must not be empty');
  const creator = creatorOf(cells);
  const status = cells.read('status', readStatus);
  const reason = cells.read('reason', limited(LIMITS.reasonChars));
  if (status === 'Cancelled' && reason === null)
    cells.refuse('reason', 'is needed: why was it cancelled?');
  const row = {
    campaign: campaign ?? '',
    ...{ creator, status, reason },
    owner: cells.text('owner'),
    terms: termsOf(cells, currency),
    shipsProduct: cells.read('shipsProduct', readFlag) ?? false,
    note: cells.read('note', limited(LIMITS.noteChars)),
  };
  return cells.errors.length > 0 ? { ok: false, errors: cells.errors } : { ok: true, value: row };
}

function creatorOf(cells: RowCells): NamedCreator {
  const given = cells.text('creator.handle');
  const profile = given === null ? null : profileOf(given);
  const platform = cells.read('creator.platform', readPlatform) ?? profile?.platform ?? null;
  const name = cells.text('creator.name');
  if (given === null && name === null) cells.refuse('creator.handle', 'must not be empty');
  return { name, platform, handle: profile?.handle ?? given?.replace(/^@/, '') ?? null };
}

function termsOf(cells: RowCells, ownCurrency: string): TermsInput {
  const named = cells.read('currency', readCurrency);
  const currency = named ?? currencyOf(ownCurrency);
  const fee = cells.read('fee', (cell) => readFee(cell, currency));
  const list = readDeliverables(cells.text('deliverables') ?? '');
  const days = cells.read('deliverablesDueOn', (cell) => readDueDays(cell, list.length));
  const body = {
    deliverables: list.map((one, index) => ({ ...one, dueOn: days?.[index] ?? null })),
    compensation: {
      amountCents: fee?.amountCents ?? null,
      currency: fee?.currency ?? named,
      commissionPercent: cells.read('commission', readPercent),
      product: cells.text('product'),
    },
    timeline: { startsOn: cells.read('startsOn', readDay), dueOn: cells.read('dueOn', readDay) },
    conditions: cells.text('conditions'),
  };
  const parsed = termsInput.safeParse(body);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) cells.refuse(fieldOf(path), message);
  return {};
}

const FIELDS: Readonly<Record<string, string>> = {
  amountCents: 'fee',
  commissionPercent: 'commission',
};

function fieldOf([part, key]: readonly PropertyKey[]): string {
  if (part === 'deliverables' || part === 'conditions') return part;
  return FIELDS[String(key)] ?? String(key);
}

/** 1,200.00, € 1.200, 1200 EUR: a currency in the cell counts before that of its column. */
function readFee(
  cell: string,
  currency: Currency | null,
): CellRead<{ readonly amountCents: number; readonly currency: Currency }> {
  const sign = /[€$£]/.exec(cell)?.[0];
  const code = /\b[a-z]{3}\b/i.exec(cell)?.[0]?.toUpperCase();
  const own = currencyOf(code ?? SIGNS[sign ?? ''] ?? '') ?? currency;
  if (own === null) return { ok: false, message: 'needs a currency' };
  const amount = parseAmount(cell.replaceAll(/[€$£]|\b[a-z]{3}\b/gi, ''), own);
  return amount.ok ? { ok: true, value: { amountCents: amount.value, currency: own } } : amount;
}

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' };

function currencyOf(code: string): Currency | null {
  return CURRENCIES.find((one) => one === code) ?? null;
}

function readCurrency(cell: string): CellRead<Currency> {
  const value = currencyOf(SIGNS[cell] ?? cell.toUpperCase());
  if (value !== null) return { ok: true, value };
  return { ok: false, message: 'must be a current ISO 4217 currency, as EUR' };
}

function readStatus(cell: string): CellRead<Status> {
  const word = cell.toLowerCase() === 'canceled' ? 'cancelled' : cell.toLowerCase();
  const value = STATUSES.find((status) => status.toLowerCase() === word);
  if (value !== undefined) return { ok: true, value };
  return { ok: false, message: `must be one of ${STATUSES.join(', ')}` };
}

function limited(max: number): (cell: string) => CellRead<string> {
  return (cell) => {
    const parsed = text(max).safeParse(cell);
    if (parsed.success) return { ok: true, value: parsed.data };
    return { ok: false, message: parsed.error.issues[0]?.message ?? 'is not valid' };
  };
}
