import { OFFLINE, type Problem } from './problem.ts';
import { wordsFor } from './words.ts';

export type Fetch = typeof fetch;
export type Answer<T> =
  | {
      readonly ok: true;
      readonly status: number;
      readonly data: T;
      /** The change cursor of the snapshot this was read from. */
      readonly cursor: string | null;
    }
  | { readonly ok: false; readonly problem: Problem };

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
export interface CallOptions {
  readonly body?: unknown;
  /** UUIDv7; the API uses it as the commandId, so a repeat takes effect once. */
  readonly idempotencyKey?: string;
  /** The version the person saw. */
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

/** Calls the API; refusals and broken connections are values, nothing is thrown but an abort. */
export async function call<T>(
  fetcher: Fetch,
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetcher(path, requestOf(method, options));
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return { ok: false, problem: OFFLINE };
  }
  const body = await bodyOf(response);
  if (!response.ok || !isOurs<T>(body)) return { ok: false, problem: problemOf(response, body) };
  return {
    ok: true,
    status: response.status,
    data: body,
    cursor: response.headers.get('parley-cursor'),
  };
}

export const get = <T>(fetcher: Fetch, path: string, signal?: AbortSignal) =>
  call<T>(fetcher, 'GET', path, signal ? { signal } : {});

function requestOf(method: Method, options: CallOptions): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
  return {
    method,
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  if (!isJson) return null;
  try {
    const body: unknown = await response.json();
    return body;
  } catch {
    return null;
  }
}

function problemOf(response: Response, body: unknown): Problem {
  const fields: Record<string, unknown> = isRecord(body) ? body : {};
  const code = typeof fields.code === 'string' ? fields.code : `HTTP_${response.status}`;
  const detail =
    typeof fields.detail === 'string' && response.status === 409 ? fields.detail : undefined;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    code,
    message: wordsFor(code, response.status, detail),
    status: response.status,
    errors: Array.isArray(fields.errors) ? fields.errors.filter(isFieldError) : [],
    body,
    retryAfterS: Number.isFinite(retryAfter) ? retryAfter : null,
  };
}

/** Answers come from the server this page came from: their shape is its contract, checked by its own tests. */
function isOurs<T>(body: unknown): body is T {
  return body !== undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFieldError(value: unknown): value is { path: string; message: string } {
  return isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string';
}
