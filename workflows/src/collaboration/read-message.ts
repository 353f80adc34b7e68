import { OPERATOR, type Actor } from '@parley/domain/actor.schema';
import {
  commandMeta,
  createBody,
  type ChangeName,
  type CommandContent,
  type CommandMeta,
} from '@parley/domain/commands.schema';
import { issuesOf, parseChange, type Issue } from '@parley/domain/parse-change';
import { uuid } from '@parley/domain/scalars';
import { z } from 'zod';

export type MessageName = ChangeName | 'create';
export type Message =
  | { readonly ok: true; readonly content: CommandContent; readonly meta: CommandMeta }
  | { readonly ok: false; readonly detail: string };

const createSchema = z.strictObject({ ...createBody.shape, id: uuid, ...commandMeta.shape });

/** Reads the arguments of a signal or an update: exactly one JSON object. Throws nothing. */
export function readMessage(name: MessageName, args: readonly unknown[]): Message {
  if (args.length > 1) return { ok: false, detail: 'One JSON argument is taken, not several.' };
  if (name === 'create') return readCreate(args[0]);
  const parsed = parseChange(name, args[0]);
  return parsed.ok ? parsed : { ok: false, detail: inWords(parsed.issues) };
}

function readCreate(argument: unknown): Message {
  const parsed = createSchema.safeParse(argument);
  if (!parsed.success) return { ok: false, detail: inWords(issuesOf(parsed.error)) };
  const { commandId, actor, at, known, expectedVersion, batchId, ...body } = parsed.data;
  return {
    ok: true,
    content: { name: 'create', body },
    meta: { commandId, actor, at, known, expectedVersion, batchId },
  };
}

/** Who sent it; an operator unless it says otherwise. */
export function actorOf(actor: CommandMeta['actor']): Actor {
  return actor ? { kind: actor.kind, id: actor.id ?? null } : OPERATOR;
}

/** What can be told of a message that could not be read: who and under which id, where at least that is well said. */
export function frameOfBad(args: readonly unknown[]): { commandId: string | null; actor: Actor } {
  const argument = args[0];
  const given = typeof argument === 'object' && argument !== null ? argument : {};
  const id = uuid.safeParse('commandId' in given ? given.commandId : undefined);
  const actor = commandMeta.shape.actor.safeParse('actor' in given ? given.actor : undefined);
  return {
    commandId: id.success ? id.data : null,
    actor: actorOf(actor.success ? actor.data : undefined),
  };
}

/** Longest sentence of an INVALID refusal, in UTF-16 units. */
const DETAIL_CHARS = 500;

function inWords(issues: readonly Issue[]): string {
  const words = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return words.join('; ').replaceAll('\0', '').slice(0, DETAIL_CHARS).toWellFormed();
}
