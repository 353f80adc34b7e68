import { PROBLEMS, type ProblemCode } from './problem-codes.ts';

/** One thing that is not valid: where, as `terms.deliverables.0.dueOn` (empty for the whole), and why. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

interface ProblemParts {
  /** One sentence for a person. Never a stack, SQL or an address of the inside. */
  readonly detail?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the answer, as the current collaboration of a VERSION_CONFLICT. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** An answer other than success: thrown by a route or returned, and answered as application/problem+json. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly parts: ProblemParts;

  constructor(code: ProblemCode, parts: ProblemParts = {}) {
    super(parts.detail ?? PROBLEMS[code].title);
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.parts = parts;
  }

  /** The JSON body: type, title, status, detail, code, and errors where there are any. */
  body(): Record<string, unknown> {
    return {
      ...this.parts.members,
      type: `urn:parley:problem:${this.code.toLowerCase().replaceAll('_', '-')}`,
      title: PROBLEMS[this.code].title,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.parts.errors ? { errors: this.parts.errors } : {}),
    };
  }

  response(): Response {
    return new Response(JSON.stringify(this.body()), {
      status: this.status,
      headers: { ...this.parts.headers, 'content-type': 'application/problem+json' },
    });
  }
}

/** 422 with one error per field. */
export function invalid(errors: readonly FieldError[]): Problem {
  return new Problem('INVALID', { detail: errors.map(inWords).join('; ').slice(0, 1_000), errors });
}

/** 503 that says when to come back, in seconds. */
export function unavailable(detail: string, retryAfter = 5): Problem {
  return new Problem('UNAVAILABLE', { detail, headers: { 'retry-after': String(retryAfter) } });
}

function inWords({ path, message }: FieldError): string {
  return path === '' ? message : `${path}: ${message}`;
}
