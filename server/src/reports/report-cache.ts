import type { ReportView } from '@parley/domain/report-view';
import { hashOf } from '@parley/domain/hash';
import { type Reader, seesAll } from '../access/reader.ts';
import type { ReportQuery } from './report-query.ts';

const MOST = 50;
const kept = new Map<string, Promise<ReportView>>();

/**
 * The report of an instant at a position of the change feed, kept until something changes: whatever it depends on is
 * announced in the transaction that changes it. So the files of a report that is shown, which ask for its very
 * instant, cost nothing, and neither does a past day that several people look at.
 */
export async function reportAt(
  feedCursor: string,
  reader: Reader,
  query: ReportQuery & { readonly asOf: string },
  read: () => Promise<ReportView>,
): Promise<ReportView> {
  const sight = seesAll(reader) ? 'all' : [reader.role, reader.personId];
  const key = hashOf([feedCursor, sight, query]);
  const known = kept.get(key);
  if (known) return await known;
  if (kept.size >= MOST) kept.clear();
  const reading = read();
  kept.set(key, reading);
  try {
    return await reading;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}
