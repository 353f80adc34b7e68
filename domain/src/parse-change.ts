import type { z } from 'zod';
import {
  COMMAND_BODIES,
  META_FIELDS,
  commandMeta,
  type Change,
  type ChangeName,
  type CommandMeta,
} from './commands.schema.ts';

export interface Issue {
  /** Dotted path of the field, empty for the whole. */
  readonly path: string;
  readonly message: string;
}
export type ParsedChange =
  | { readonly ok: true; readonly content: Change; readonly meta: CommandMeta }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Reads the one JSON argument of a signal or an update: the body of the HTTP route with the optional fields of
 * `commandMeta` beside it. Unknown fields are refused. Throws nothing.
 */
export function parseChange(name: ChangeName, argument: unknown): ParsedChange {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) {
    return { ok: false, issues: [{ path: '', message: 'must be one JSON object' }] };
  }
  const entries = Object.entries(argument);
  const isMeta = (key: string) => META_FIELDS.includes(key);
  const meta = commandMeta.safeParse(Object.fromEntries(entries.filter(([key]) => isMeta(key))));
  const body = parseBody(name, Object.fromEntries(entries.filter(([key]) => !isMeta(key))));
  if (!body.ok) return body;
  return meta.success
    ? { ok: true, content: body.content, meta: meta.data }
    : { ok: false, issues: issuesOf(meta.error) };
}

export type ParsedBody =
  | { readonly ok: true; readonly content: Change }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Reads the body of a change alone. */
export function parseBody(name: ChangeName, body: unknown): ParsedBody {
  switch (name) {
    case 'changeStatus':
      return parsed(COMMAND_BODIES.changeStatus, body, (value) => ({ name, body: value }));
    case 'recordPayment':
      return parsed(COMMAND_BODIES.recordPayment, body, (value) => ({ name, body: value }));
    case 'deliverContent':
      return parsed(COMMAND_BODIES.deliverContent, body, (value) => ({ name, body: value }));
    case 'reviewContent':
      return parsed(COMMAND_BODIES.reviewContent, body, (value) => ({ name, body: value }));
    case 'addNote':
      return parsed(COMMAND_BODIES.addNote, body, (value) => ({ name, body: value }));
    case 'updateDelivery':
      return parsed(COMMAND_BODIES.updateDelivery, body, (value) => ({ name, body: value }));
    case 'editTerms':
      return parsed(COMMAND_BODIES.editTerms, body, (value) => ({ name, body: value }));
    case 'assignOwner':
      return parsed(COMMAND_BODIES.assignOwner, body, (value) => ({ name, body: value }));
    case 'snoozeReminder':
      return parsed(COMMAND_BODIES.snoozeReminder, body, (value) => ({ name, body: value }));
    case 'undo':
      return parsed(COMMAND_BODIES.undo, body, (value) => ({ name, body: value }));
    default:
      return name satisfies never;
  }
}

function parsed<T>(schema: z.ZodType<T>, body: unknown, content: (value: T) => Change): ParsedBody {
  const result = schema.safeParse(body);
  return result.success
    ? { ok: true, content: content(result.data) }
    : { ok: false, issues: issuesOf(result.error) };
}

/** The issues of a parse with dotted paths; an unknown field is named as its own path. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys')
      return [{ path: path.join('.'), message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'unknown field' }));
  });
}
