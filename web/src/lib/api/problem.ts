/** A refused or failed call as pages and stores show it. */
export interface Problem {
  /** Stable code of the API, or OFFLINE where nobody answered. */
  readonly code: string;
  /** What happened, in words for the person. */
  readonly message: string;
  /** HTTP status; 0 where nobody answered. */
  readonly status: number;
  /** Of a 422: which field, and why. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  /** Of a conflict: the thing as it is now. */
  readonly body: unknown;
  /** Seconds to wait before the next try, where the API said so. */
  readonly retryAfterS: number | null;
}

export const OFFLINE: Problem = {
  code: 'OFFLINE',
  message: 'Parley could not be reached.',
  status: 0,
  errors: [],
  body: null,
  retryAfterS: null,
};
