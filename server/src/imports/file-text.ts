import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { Problem } from '../http/problem.ts';
import { notCsv } from './not-csv.ts';

/** How the bytes of a file stand for letters; named as people know them. */
export type Encoding = 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE' | 'Windows-1252';

const LABELS: Readonly<Record<Encoding, string>> = {
  'UTF-8': 'utf-8',
  'UTF-16 LE': 'utf-16le',
  'UTF-16 BE': 'utf-16be',
  'Windows-1252': 'windows-1252',
};
/** What is decoded and parsed at once. */
const SLICE = 65_536;
const SAVE_AS_CSV =
  'Save the sheet as CSV (comma- or semicolon-separated, UTF-8), then choose that file.';
/** How much of a file without a mark is looked at for the zeros of UTF-16. */
const LOOKED_AT = 4_096;

/** The encoding that a mark at the beginning or the bytes themselves tell. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes;
  // Also where a later byte is wrong: that is told by its line, instead of being read as other letters.
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'UTF-8';
  if (first === 0xff && second === 0xfe) return 'UTF-16 LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16 BE';
  const wide = unmarkedUtf16(bytes.subarray(0, LOOKED_AT));
  if (wide !== null) return wide;
  return isUtf8(bytes) ? 'UTF-8' : 'Windows-1252';
}

/** Text that is mostly Latin has a zero in every other byte; delimiters and line ends always do. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  for (const [at, byte] of bytes.entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const most = Math.max(even, odd);
  // Beyond the few that a binary file has, and nearly all of them on one side.
  if (most * 4 < bytes.length || Math.min(even, odd) * 10 > most) return null;
  return odd > even ? 'UTF-16 LE' : 'UTF-16 BE';
}

/**
 * The text of a file piece by piece, without its mark, every line ending as one newline. 422 with line and character
 * where it holds what no text file does.
 */
export function* textOf(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  // Windows-1252 has a letter for every byte.
  const decoder = new TextDecoder(LABELS[encoding], { fatal: encoding !== 'Windows-1252' });
  let endedInReturn = false;
  for (let at = 0; at <= bytes.length; at += SLICE) {
    const isLast = at + SLICE > bytes.length;
    const raw = decoded(decoder, bytes.subarray(at, at + SLICE), !isLast);
    if (raw === null || raw.includes('\0')) throw wrongAt(bytes.subarray(0, at + SLICE), encoding);
    if (raw === '') continue;
    const text = endedInReturn && raw.startsWith('\n') ? raw.slice(1) : raw;
    endedInReturn = raw.endsWith('\r');
    if (text !== '') yield newlinesOnly(text);
  }
}

/** Null where the bytes are no letters. */
function decoded(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string | null {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    return null;
  }
}

const newlinesOnly = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');

/** Where the first zero, or what is no letter and so decoded as U+FFFD, stands in the beginning of a file. */
function wrongAt(beginning: Uint8Array, encoding: Encoding): Problem {
  const text = newlinesOnly(new TextDecoder(LABELS[encoding]).decode(beginning));
  const at = text.search(/[\0\ufffd]/);
  const lines = text.slice(0, at).split('\n');
  const where = `Character ${(lines.at(-1)?.length ?? 0) + 1} of line ${lines.length}`;
  if (text[at] === '\0')
    return notCsv(`${where} is a zero byte, and this no text file. ${SAVE_AS_CSV}`);
  return notCsv(
    `${where} is not written in ${encoding}, as the file’s beginning is. ${SAVE_AS_CSV}`,
  );
}
