import { LIMITS } from '@parley/domain/limits';
import { type FieldError, invalid, Problem } from './problem.ts';
import { refuseFields } from './field-errors.ts';

/** Nesting beyond this is nobody's body, and would exhaust the stack of whatever walks it. */
const MAX_DEPTH = 64;

/** Reads at most `maxBytes`; 413 beyond, whether the length is announced or not. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<Uint8Array> | readonly Uint8Array[] = request.body ?? [];
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The parsed JSON of a body: 413, 415 for another content type, 400 for what is no JSON in UTF-8. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  return parsedJson(request, await readBytes(request, maxBytes));
}

function parsedJson(request: Request, bytes: Uint8Array): unknown {
  // Nothing at all has no type either: what is wrong with it is that it is no JSON.
  if (bytes.length > 0 || request.headers.has('content-type'))
    requireType(request, ['application/json']);
  const text = utf8(bytes);
  if (depthOf(text) > MAX_DEPTH) throw invalid([tooDeep]);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('MALFORMED_JSON', { detail: 'The body must be JSON.' });
  }
}

/** The same for a route that takes no body: none, or an empty object. 422 names any field. */
export async function readNothing(request: Request): Promise<void> {
  // A DELETE without a body still has a stream here: only reading tells.
  const bytes = await readBytes(request, LIMITS.bodyBytes);
  if (bytes.length > 0) refuseFields(parsedJson(request, bytes));
}

/** 415 unless the request names one of these content types; parameters such as charset may follow. */
export function requireType(request: Request, accepted: readonly string[]): void {
  const name = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (name === undefined || !accepted.includes(name))
    throw new Problem('UNSUPPORTED_CONTENT_TYPE', {
      detail: `The content type must be ${accepted.join(' or ')}.`,
    });
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
