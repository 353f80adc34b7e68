import { APICallError } from 'ai';

/**
 * Why a request brought no answer, in words: `again` may be healed by time, `final` holds for this creator,
 * `unusable` for every one.
 */
export interface Trouble {
  readonly kind: 'again' | 'final' | 'unusable';
  readonly detail: string;
  /** What the model's server asked to wait. */
  readonly retryAfterMs: number | null;
}

const MOST_WAIT_MS = 120_000;

/** Sorts what a request threw. The server's own words stay out: they may repeat the profile or name the account. */
export function troubleOf(error: unknown, timeoutMs: number): Trouble {
  if (error instanceof Error && error.name === 'TimeoutError')
    return again(`The model did not answer within ${Math.round(timeoutMs / 1_000)} s.`);
  if (!APICallError.isInstance(error)) return again('The model gave no readable answer.');
  const { statusCode: status, responseHeaders } = error;
  if (status === undefined) return again('The model could not be reached.');
  if (status === 401 || status === 403)
    return trouble(
      'unusable',
      `The model's server refused the key (${status}): check VALIDATOR_API_KEY.`,
    );
  if (status === 404)
    return trouble(
      'unusable',
      'The model was not found (404): check VALIDATOR_BASE_URL and VALIDATOR_MODEL.',
    );
  if (status === 429)
    return {
      ...again('The model had too many requests (429).'),
      retryAfterMs: retryAfter(responseHeaders),
    };
  if (status === 408 || status === 409 || status === 425 || status >= 500)
    return {
      ...again(`The model's server failed (${status}).`),
      retryAfterMs: retryAfter(responseHeaders),
    };
  if (status >= 200 && status < 300) return again('The model gave no readable answer.');
  return trouble('final', `The model's server refused the request (${status}).`);
}

function again(detail: string): Trouble {
  return trouble('again', detail);
}

function trouble(kind: Trouble['kind'], detail: string): Trouble {
  return { kind, detail, retryAfterMs: null };
}

/** Seconds or a date; longer than two minutes is cut, so that a wrong header cannot stop a run. */
function retryAfter(headers: Readonly<Record<string, string>> | undefined): number | null {
  const text = headers?.['retry-after'];
  if (text === undefined) return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, MOST_WAIT_MS) : null;
}
