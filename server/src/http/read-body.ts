import type { FieldError } from './problem.ts';
import { invalid, Problem } from './problem.ts';

/** Nesting beyond this is nobody's body, and would exhaust the stack of whatever walks it. */
const MAX_DEPTH = 64;

/** Reads at most `maxBytes`; 413 beyond, whether the length is announced or not. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The parsed JSON of a body: 415 for another content type, 413, 400 for what is no JSON in UTF-8. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  requireType(request, ['application/json']);
  const text = utf8(await readBytes(request, maxBytes));
  if (depthOf(text) > MAX_DEPTH) throw invalid([tooDeep]);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('MALFORMED_JSON', { detail: 'The body must be JSON.' });
  }
}

/** 415 unless the request names one of these content types; parameters such as charset may follow. */
export function requireType(request: Request, accepted: readonly string[]): void {
  const type = request.headers.get('content-type');
  if (type === null && !request.body) return;
  const name = type?.split(';')[0]?.trim().toLowerCase();
  if (name === undefined || !accepted.includes(name))
    throw new Problem('UNSUPPORTED_CONTENT_TYPE', { detail: `The content type must be ${accepted.join(' or ')}.` });
}

const tooDeep: FieldError = { path: '', message: `must not be nested deeper than ${MAX_DEPTH}` };

function tooLarge(maxBytes: number): Problem {
  return new Problem('BODY_TOO_LARGE', { detail: `A body has at most ${maxBytes} bytes here.` });
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('MALFORMED_JSON', { detail: 'The body must be JSON in UTF-8.' });
  }
}

/** The deepest nesting of a JSON text, counted before it is parsed. */
function depthOf(text: string): number {
  let [depth, deepest, isInString] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (isInString) {
      if (char === 0x5c) at += 1;
      else if (char === 0x22) isInString = false;
    } else if (char === 0x22) isInString = true;
    else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, (depth += 1));
    else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
  return deepest;
}
