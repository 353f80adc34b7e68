import type { RefusalCode } from '@parley/domain/refusals';

interface ProblemKind {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly title: string;
}

/** Refusals of the rules: almost all are conflicts with what the collaboration is now. */
const REFUSED = {
  REASON_REQUIRED: { status: 409, title: 'A reason is needed' },
  TRANSITION_NOT_ALLOWED: { status: 409, title: 'This status cannot follow' },
  COLLABORATION_CLOSED: { status: 409, title: 'The collaboration is closed' },
  NO_SHIPMENT: { status: 409, title: 'No product ships' },
  SHIPMENT_UNDER_WAY: { status: 409, title: 'The shipment is under way' },
  UNDO_UNSAFE: { status: 409, title: 'This can no longer be taken back' },
  VERSION_CONFLICT: { status: 409, title: 'Someone changed the same thing' },
  CONTENT_NOT_FOUND: { status: 404, title: 'There is no such content' },
  DELIVERABLE_NOT_FOUND: { status: 409, title: 'There is no such deliverable' },
  CURRENCY_REQUIRED: { status: 409, title: 'An amount needs a currency' },
  DATES_OUT_OF_ORDER: { status: 409, title: 'The work cannot be due before it starts' },
  SNOOZE_OUT_OF_RANGE: { status: 409, title: 'Not an instant to snooze until' },
  TOO_MANY: { status: 409, title: 'The limit of entries is reached' },
  TOO_LARGE: { status: 409, title: 'The collaboration would become too large' },
  ALREADY_EXISTS: { status: 409, title: 'It exists already' },
  NOT_CREATED: { status: 404, title: 'There is no such collaboration' },
  NOT_DUE: { status: 409, title: 'No reminder is due' },
} as const satisfies Record<RefusalCode, ProblemKind>;

/** The one table from code to HTTP status: every code that an answer of this server can carry. */
export const PROBLEMS = {
  ...REFUSED,
  MALFORMED_JSON: { status: 400, title: 'The body is not JSON' },
  UNAUTHENTICATED: { status: 401, title: 'Not signed in' },
  INVALID_CREDENTIALS: { status: 401, title: 'E-mail or password is wrong' },
  FORBIDDEN: { status: 403, title: 'Not allowed' },
  ORIGIN_NOT_ALLOWED: { status: 403, title: 'The request comes from another site' },
  NOT_FOUND: { status: 404, title: 'Not found' },
  ALREADY_OPEN: { status: 409, title: 'There is an open collaboration already' },
  ALREADY_SET_UP: { status: 409, title: 'Parley is set up already' },
  BATCH_ENDED: { status: 409, title: 'The batch has ended' },
  BATCH_RUNNING: { status: 409, title: 'The batch has not ended yet' },
  CAMPAIGN_ARCHIVED: { status: 409, title: 'The campaign is archived' },
  CREATOR_EXISTS: { status: 409, title: 'There is a creator with this handle' },
  CREATOR_HAS_COLLABORATIONS: { status: 409, title: 'The creator has collaborations' },
  EMAIL_TAKEN: { status: 409, title: 'Someone has this e-mail address' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, title: 'The key was used for another change' },
  TAG_EXISTS: { status: 409, title: 'There is a tag with this name' },
  VALIDATOR_EXISTS: { status: 409, title: 'There is a validator with this name' },
  RUN_STATE: { status: 409, title: 'The run is not in a state for this' },
  LAST_OWNER: { status: 409, title: 'There must be an owner' },
  COLUMNS_MISSING: { status: 409, title: 'The file lacks columns' },
  IMPORT_STATE: { status: 409, title: 'The import is not in a state for this' },
  NOTHING_TO_DO: { status: 409, title: 'There is nothing to do' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  UNSUPPORTED_CONTENT_TYPE: { status: 415, title: 'Another content type' },
  INVALID: { status: 422, title: 'Not valid' },
  NOT_CSV: { status: 422, title: 'The file cannot be read as CSV' },
  TOO_MANY_ROWS: { status: 422, title: 'The file has too many rows' },
  TOO_MANY_FAILED_SIGN_INS: { status: 429, title: 'Too many failed sign-ins' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests' },
  INTERNAL: { status: 500, title: 'Something went wrong' },
  UNAVAILABLE: { status: 503, title: 'Not available right now' },
  CHANGE_FAILED: { status: 503, title: 'The change could not be decided' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
