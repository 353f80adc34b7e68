import { LIMITS } from '@parley/domain/limits';
import { readBytes, requireType } from '../http/read-body.ts';

const TYPES = [
  'text/csv',
  'application/octet-stream',
  'application/csv',
  'application/vnd.ms-excel',
  'text/plain',
  'text/tab-separated-values',
];
/** Files held in memory at once by this process: each may have 32 MiB. */
const MOST = 2;

let inside = 0;
const waiting: (() => void)[] = [];

/**
 * Runs `work` with the bytes of an uploaded file of at most 32 MiB: 413 beyond, 415 for another content type. Files
 * that come while two are being read wait, unread, for their turn.
 */
export async function withFile<T>(
  request: Request,
  work: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  requireType(request, TYPES);
  if (inside >= MOST) await new Promise<void>((resolve) => waiting.push(resolve));
  else inside += 1;
  try {
    return await work(await readBytes(request, LIMITS.csvBytes));
  } finally {
    const next = waiting.shift();
    if (next) next();
    else inside -= 1;
  }
}
