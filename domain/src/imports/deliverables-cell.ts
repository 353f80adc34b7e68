import type { DeliverableInput } from '../terms.schema.ts';
import type { CellRead } from './row-read.ts';
import { readDay, readList } from './read-cells.ts';

const BEFORE = /^(\d{1,5})\s*[x×]?\s+(.+)$|^(\d{1,5})[x×]\s*(.+)$/i;
const AFTER = /^(.+?)\s*(?:[x×]\s*(\d{1,5})|\((\d{1,5})\))$/i;

/** Deliverables as people list them: `2x Reel; 1 Story; Post (3); Video`. */
export function readDeliverables(cell: string): DeliverableInput[] {
  return readList(cell).map((part) => {
    const before = BEFORE.exec(part);
    const after = before ? null : AFTER.exec(part);
    const quantity = Number(before?.[1] ?? before?.[3] ?? after?.[2] ?? after?.[3] ?? 1);
    return { type: before?.[2] ?? before?.[4] ?? after?.[1] ?? part, quantity };
  });
}

/** The days of the deliverables: one for all, or one each in their order. */
export function readDueDays(cell: string, count: number): CellRead<readonly string[]> {
  const days: string[] = [];
  for (const part of readList(cell)) {
    const day = readDay(part);
    if (!day.ok) return day;
    days.push(day.value);
  }
  const [only] = days;
  if (only !== undefined && days.length === 1)
    return { ok: true, value: Array.from({ length: count }, () => only) };
  if (days.length === count) return { ok: true, value: days };
  return { ok: false, message: `has ${days.length} days for ${count} deliverables` };
}
