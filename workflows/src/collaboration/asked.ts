import { SYSTEM } from '@parley/domain/actor.schema';
import type { Command, CommandContent, CommandMeta } from '@parley/domain/commands.schema';
import type { DueReminder } from '@parley/domain/reminders';
import { commandHash } from '../projection/command-hash.ts';
import { recordable } from './bad-payload.ts';
import type { OwnOutcome } from './carried.schema.ts';
import { actorOf, frameOfBad } from './read-message.ts';

/** What a collaboration takes from the workflow around it: its clock and its ids, the same again on replay. */
export interface Surroundings {
  readonly now: () => number;
  readonly newId: () => string;
}

/** A change that was read, and how its outcome becomes known. */
export interface Asked {
  readonly command: Command;
  readonly hash: string;
  readonly known: number | undefined;
  /** No caller projects it, so it leaves its own row in `commands`. */
  readonly source: 'temporal' | 'timer' | null;
}

/** What an operator leaves out is made; a time ahead of the workflow's is now. */
export function askedBy(
  content: CommandContent,
  meta: CommandMeta,
  known: number | undefined,
  around: Surroundings,
): Asked {
  const now = nowText(around);
  const command: Command = {
    ...content,
    commandId: meta.commandId ?? around.newId(),
    actor: actorOf(meta.actor),
    at: meta.at !== undefined && meta.at < now ? meta.at : now,
    expectedVersion: meta.expectedVersion,
    batchId: meta.batchId,
  };
  const hash = commandHash(content.name, content.body);
  return { command, hash, known, source: known === undefined ? 'temporal' : null };
}

/** The timer asks for the reminder that is due. */
export function askedByTimer(
  { code, number, escalated }: DueReminder,
  around: Surroundings,
): Asked {
  const body = { code, number, escalated };
  const frame = { commandId: around.newId(), actor: SYSTEM, at: nowText(around) };
  const command: Command = { name: 'sendReminder', body, ...frame };
  return { command, hash: commandHash(command.name, body), known: undefined, source: 'timer' };
}

/** The outcome of a change as the workflow itself must record it. */
export function recorded(
  { command, hash, source }: Asked & { readonly source: 'temporal' | 'timer' },
  outcome: Omit<OwnOutcome, 'commandId' | 'record'>,
): OwnOutcome {
  const { commandId, name, body: payload, actor, at, batchId } = command;
  const record = {
    name,
    payload,
    actor,
    at,
    hash,
    source,
    ...(batchId === undefined ? {} : { batchId }),
  };
  return { commandId, ...outcome, record };
}

/** The outcome of a message that could not be read or handled, under its own id where `isFree` allows that. */
export function recordedBad(
  name: string,
  args: readonly unknown[],
  outcome: Omit<OwnOutcome, 'commandId' | 'record'>,
  around: Surroundings & { readonly isFree: (commandId: string) => boolean },
): OwnOutcome {
  const { commandId, actor } = frameOfBad(args);
  const payload = recordable(args.length > 1 ? args : args[0]);
  const shownName = name.replaceAll('\0', '').slice(0, 100).toWellFormed();
  const hash = commandHash(shownName, payload);
  const record = {
    name: shownName,
    payload,
    actor,
    at: nowText(around),
    hash,
    source: 'temporal',
  } as const;
  const isFree = commandId !== null && around.isFree(commandId);
  return { commandId: isFree ? commandId : around.newId(), ...outcome, record };
}

export function nowText({ now }: Surroundings): string {
  return new Date(now()).toISOString();
}
