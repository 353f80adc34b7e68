import type { BatchChange } from '@parley/domain/batch.schema';
import type { DryRunView } from '@parley/domain/batch-view';
import type { Change } from '@parley/domain/commands.schema';
import { decide } from '@parley/domain/decide';
import type { Currency } from '@parley/domain/currencies';
import { sumByCurrency } from '@parley/domain/money';
import { type BatchRow, readBatchRows } from '@parley/workflows/batch/batch-rows';
import { tagVerdicts } from '@parley/workflows/batch/tag-rows';
import { verdictOf } from '@parley/workflows/batch/verdict';
import type { Queries } from '@parley/workflows/projection/postgres';
import { setImmediate } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { actorOf, type Caller } from '../auth/caller.ts';
import type { NewItem } from './write-batch.ts';

const CHUNK = 500;

/** What is found of one row: the outcome it would have, and what it would pay. */
interface Foreseen {
  readonly outcome: 'applied' | 'unchanged' | 'refused';
  readonly code?: string;
  readonly detail?: string;
  readonly paid?: { readonly currency: Currency; readonly amountCents: number };
}

/**
 * Says what a batch would do by deciding every row as it is now; nothing changes. Works in chunks and gives way
 * between them, so that 50,000 rows do not hold up the server.
 */
export async function dryRun(
  sql: Queries,
  caller: Caller,
  items: readonly NewItem[],
  change: BatchChange,
): Promise<Omit<DryRunView, 'selectionId'>> {
  const foreseen: Foreseen[] = [];
  const seen = new Set<string>();
  for (let from = 0; from < items.length; from += CHUNK) {
    const rows = await readBatchRows(sql, {
      rows: items.slice(from, from + CHUNK),
      personId: caller.personId,
      ownerId: change.kind === 'owner' ? change.ownerId : null,
    });
    if (change.kind === 'tags') {
      foreseen.push(...(await tagVerdicts(sql, rows, caller.role, change, seen)));
    } else {
      foreseen.push(...rows.map((row) => foresee(row, caller, change)));
    }
    await setImmediate();
  }
  return summary(foreseen);
}

function foresee(
  row: BatchRow,
  caller: Caller,
  change: Exclude<BatchChange, { kind: 'tags' }>,
): Foreseen {
  const verdict = verdictOf(row, caller.role, change);
  if (verdict.kind === 'unchanged') return { outcome: 'unchanged' };
  if (verdict.kind === 'refused') {
    const { code, detail } = verdict;
    return { outcome: 'refused', code, detail };
  }
  return decided(row, caller, verdict.change);
}

function decided(row: BatchRow, caller: Caller, change: Change): Foreseen {
  const decision = decide(row.state, {
    ...change,
    commandId: uuidv7(),
    actor: actorOf(caller),
    at: new Date().toISOString(),
  });
  if (decision.kind === 'refused') {
    const { code, detail } = decision.refusal;
    return { outcome: 'refused', code, detail };
  }
  if (decision.kind === 'unchanged') return { outcome: 'unchanged' };
  if (change.name !== 'recordPayment') return { outcome: 'applied' };
  const { currency, amountCents } = change.body;
  return { outcome: 'applied', paid: { currency, amountCents } };
}

function summary(foreseen: readonly Foreseen[]): Omit<DryRunView, 'selectionId'> {
  const count = (outcome: Foreseen['outcome']) =>
    foreseen.filter((one) => one.outcome === outcome).length;
  const refused = foreseen.flatMap(({ code, detail = '' }) => (code ? [{ code, detail }] : []));
  return {
    total: foreseen.length,
    wouldApply: count('applied'),
    unchanged: count('unchanged'),
    refused: counted(refused, ({ code }) => code).map(({ first: { code, detail }, all }) => ({
      ...{ code, count: all.length, detail },
      reasons: counted(all, (one) => one.detail).map((reason) => ({
        detail: reason.first.detail,
        count: reason.all.length,
      })),
    })),
    amounts: sumByCurrency(foreseen.flatMap(({ paid }) => paid ?? [])),
  };
}

/** Those that are alike, the most first. */
function counted<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): { readonly first: T; readonly all: readonly T[] }[] {
  return [...Map.groupBy(items, keyOf).values()]
    .flatMap((all) => (all[0] === undefined ? [] : [{ first: all[0], all }]))
    .sort((a, b) => b.all.length - a.all.length);
}
