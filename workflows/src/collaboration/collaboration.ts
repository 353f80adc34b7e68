import { SYSTEM } from '@parley/domain/actor.schema';
import type { Command } from '@parley/domain/commands.schema';
import { decide } from '@parley/domain/decide';
import { evolve } from '@parley/domain/evolve';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import { hashOf } from '@parley/domain/hash';
import { nextReminder, type DueReminder } from '@parley/domain/reminders';
import type { CollaborationState } from '@parley/domain/state.schema';
import { isFinal } from '@parley/domain/statuses';
import type { UpdateAnswer } from '@parley/domain/wire.schema';
import { commandHash } from '../projection/command-hash.ts';
import { recordable } from './bad-payload.ts';
import type { CollaborationInput, OwnOutcome, Rest } from './carried.schema.ts';
import { CommandMemory, type Remembered } from './command-memory.ts';
import { bytesOf, Outbox } from './outbox.ts';
import type { WorkflowPolicy } from './policy.schema.ts';
import { actorOf, frameOfBad, readMessage, type MessageName } from './read-message.ts';

/** What a collaboration takes from the workflow around it: its clock and its ids, the same again on replay. */
export interface Surroundings {
  readonly now: () => number;
  readonly newId: () => string;
}

/** How a message came: an update that says `known` is projected by its caller, everything else by the workflow. */
export type Channel = 'update' | 'signal';

/** Refusals that the workflow adds to the domain's. */
export const WORKFLOW_REFUSALS = {
  INVALID: 'The message could not be read.',
  UNKNOWN_MESSAGE: 'There is no signal of this name.',
  COMMAND_ID_REUSED: 'This commandId was used before, for another change.',
  /** Not remembered: the same command may be sent again once the database is reachable. */
  PROJECTION_BEHIND: 'Too many earlier changes still wait to be stored; try again soon.',
} as const;

interface Asked {
  readonly command: Command;
  readonly hash: string;
  readonly known: number | undefined;
  /** No caller projects it, so it leaves its own row in `commands`. */
  readonly source: 'temporal' | 'timer' | null;
}

/**
 * One collaboration as its workflow holds it: state, memory of commands, outbox. Synchronous and pure but for its
 * own fields; every message is decided here, in the order of its coming.
 */
export class Collaboration {
  readonly id: string;
  readonly outbox: Outbox;
  policy: WorkflowPolicy;
  rest: Rest | null;
  #received = 0;
  #state: CollaborationState | null;
  #stateHash: string | null = null;
  readonly #epoch: number;
  readonly #memory: CommandMemory;
  readonly #around: Surroundings;

  constructor(carried: CollaborationInput, around: Surroundings) {
    this.id = carried.collaborationId;
    this.policy = carried.policy;
    this.rest = carried.wake.rest;
    this.outbox = new Outbox(carried);
    this.#state = carried.state;
    this.#epoch = carried.epoch;
    this.#memory = new CommandMemory(carried);
    this.#around = around;
  }

  get state(): CollaborationState | null {
    return this.#state;
  }

  /** Messages of this run, also those refused: what makes its history long. */
  get received(): number {
    return this.#received;
  }

  get version(): number {
    return this.#state?.version ?? 0;
  }

  /** SHA-256 of the state, made once per version. */
  get stateHash(): string | null {
    this.#stateHash ??= this.#state === null ? null : hashOf(this.#state);
    return this.#stateHash;
  }

  /** Decides one signal or update. Throws only what is a bug. */
  receive(name: MessageName, args: readonly unknown[], channel: Channel): UpdateAnswer {
    this.#received += 1;
    const message = readMessage(name, args);
    if (!message.ok) return this.refuseBad(name, args, 'INVALID', message.detail);
    const { content, meta } = message;
    const known = channel === 'update' ? meta.known : undefined;
    if (known !== undefined && known > this.version)
      return { kind: 'behind', version: this.version };
    if (known !== undefined) this.outbox.confirm(known);
    const command: Command = {
      ...content,
      commandId: meta.commandId ?? this.#around.newId(),
      actor: actorOf(meta.actor),
      at: earlier(meta.at, this.#nowText()),
      expectedVersion: meta.expectedVersion,
      batchId: meta.batchId,
    };
    const hash = commandHash(content.name, content.body);
    return this.#settle({ command, hash, known, source: known === undefined ? 'temporal' : null });
  }

  /** Refuses a message that cannot be read, and records it, so that it shows among the commands. */
  refuseBad(
    name: string,
    args: readonly unknown[],
    code: 'INVALID' | 'UNKNOWN_MESSAGE',
    detail: string,
  ): UpdateAnswer {
    if (code === 'UNKNOWN_MESSAGE') this.#received += 1;
    const { commandId, actor } = frameOfBad(args);
    const payload = recordable(args.length > 1 ? args : args[0]);
    const isFree = commandId !== null && this.#memory.recall(commandId, '') === null;
    this.#leave({
      commandId: isFree ? commandId : this.#around.newId(),
      outcome: 'refused',
      code,
      detail,
      version: this.version,
      record: {
        name: recordableName(name),
        payload,
        actor,
        at: this.#nowText(),
        hash: commandHash(name, payload),
        source: 'temporal',
      },
    });
    return this.#refusal(code, detail, undefined);
  }

  /** A message whose handling threw: the bug is recorded, the state stays as it was. */
  recordFailure(name: string, args: readonly unknown[], detail: string): void {
    const { actor } = frameOfBad(args);
    const payload = recordable(args[0]);
    const record = { name, payload, actor, at: this.#nowText(), hash: commandHash(name, payload) };
    this.#leave({
      commandId: this.#around.newId(),
      outcome: 'failed',
      detail: detail.slice(0, 500).toWellFormed(),
      version: this.version,
      record: { ...record, source: 'temporal' },
    });
  }

  /** The reminder that is coming, and when it is to be looked at: not before a rest ends. Null: none. */
  comingReminder(): { readonly due: DueReminder; readonly at: string } | null {
    const due = this.#state === null ? null : nextReminder(this.#state, this.policy.reminders);
    if (due === null) return null;
    return { due, at: this.rest !== null && this.rest.until > due.at ? this.rest.until : due.at };
  }

  /** Sends the reminder that is due now, if it is still the one that was asked about. */
  remind(asked: DueReminder): boolean {
    const due = this.#state === null ? null : nextReminder(this.#state, this.policy.reminders);
    if (due === null || due.at > this.#nowText() || due.number !== asked.number) return false;
    const body = { code: due.code, number: due.number, escalated: due.escalated };
    const command: Command = {
      name: 'sendReminder',
      body,
      commandId: this.#around.newId(),
      actor: SYSTEM,
      at: this.#nowText(),
    };
    this.rest = null;
    const hash = commandHash(command.name, body);
    return this.#settle({ command, hash, known: undefined, source: 'timer' }).kind === 'applied';
  }

  /** The instant at which the workflow has nothing more to wait for; null while the collaboration is open. */
  endsAtMs(): number | null {
    if (this.#state === null || !isFinal(this.#state.status)) return null;
    return Date.parse(this.#state.lastEventAt) + this.policy.completeAfterMs;
  }

  carried(shownAt: string | null): CollaborationInput {
    return {
      collaborationId: this.id,
      state: this.#state,
      ...this.outbox.carried(),
      ...this.#memory.carried(),
      epoch: this.#epoch,
      wake: { rest: this.rest, shownAt },
      policy: this.policy,
    };
  }

  #settle(asked: Asked): UpdateAnswer {
    const remembered = this.#memory.recall(asked.command.commandId, asked.hash);
    if (remembered) return this.#again(remembered, asked);
    const decision = decide(this.#state, asked.command);
    switch (decision.kind) {
      case 'event':
        return this.#accept(decision.event, asked);
      case 'unchanged':
        this.#memory.keepApplied(asked.command.commandId, null, asked.hash);
        this.#leaveOutcome(asked, { outcome: 'unchanged', version: this.version });
        return this.#applied(null, asked);
      case 'refused':
        return this.#refuse(decision.refusal.code, decision.refusal.detail, asked);
      default:
        return decision satisfies never;
    }
  }

  #accept(event: CollaborationEvent, asked: Asked): UpdateAnswer {
    const payloadBytes = asked.source === null ? 0 : bytesOf(asked.command.body);
    if (!this.outbox.hasRoomFor(bytesOf(event) + payloadBytes)) return this.#postpone(asked);
    this.#state = evolve(this.#state, event);
    this.#stateHash = null;
    this.#memory.keepApplied(event.commandId, event.seq, asked.hash);
    this.outbox.addEvent(event, asked.source !== null);
    this.#leaveOutcome(asked, { outcome: 'applied', seq: event.seq, version: event.seq });
    return this.#applied(event.seq, asked);
  }

  #refuse(code: string, detail: string, asked: Asked): UpdateAnswer {
    this.#memory.keepRefused(asked.command.commandId, code, detail, asked.hash);
    this.#leaveOutcome(asked, { outcome: 'refused', code, detail, version: this.version });
    return this.#refusal(code, detail, asked.known);
  }

  #postpone(asked: Asked): UpdateAnswer {
    const detail = WORKFLOW_REFUSALS.PROJECTION_BEHIND;
    this.outbox.takeOver();
    this.#leaveOutcome(asked, {
      outcome: 'refused',
      code: 'PROJECTION_BEHIND',
      detail,
      version: this.version,
    });
    return this.#refusal('PROJECTION_BEHIND', detail, asked.known);
  }

  #again(remembered: Remembered, asked: Asked): UpdateAnswer {
    if (remembered.kind === 'applied') return this.#applied(remembered.seq, asked);
    if (remembered.kind === 'refused')
      return this.#refusal(remembered.code, remembered.detail, asked.known);
    const detail = WORKFLOW_REFUSALS.COMMAND_ID_REUSED;
    // Under an id of its own: the used one has its row, and that row another outcome.
    const command = { ...asked.command, commandId: this.#around.newId() };
    const outcome = {
      outcome: 'refused',
      code: 'COMMAND_ID_REUSED',
      detail,
      version: this.version,
    } as const;
    this.#leaveOutcome({ ...asked, command }, outcome);
    return this.#refusal('COMMAND_ID_REUSED', detail, asked.known);
  }

  #applied(seq: number | null, { known }: Asked): UpdateAnswer {
    const { version, stateHash } = this;
    if (stateHash === null)
      return this.#refusal('NOT_CREATED', 'This collaboration does not exist.', known);
    // Without `known` nobody asks for more than what this very change made.
    const events = known === undefined ? this.#own(seq) : this.outbox.after(known);
    return { kind: 'applied', events, seq, version, stateHash };
  }

  #own(seq: number | null): CollaborationEvent[] {
    return seq === null ? [] : this.outbox.after(seq - 1).slice(0, 1);
  }

  #refusal(code: string, detail: string, known: number | undefined): UpdateAnswer {
    const events = known === undefined ? [] : this.outbox.after(known);
    return {
      kind: 'refused',
      code,
      detail,
      version: this.version,
      events,
      stateHash: this.stateHash,
    };
  }

  #leaveOutcome(asked: Asked, outcome: Omit<OwnOutcome, 'commandId' | 'record'>): void {
    if (asked.source === null) return;
    const { command, hash, source } = asked;
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
    this.#leave({ commandId, ...outcome, record });
  }

  /** Outcomes beside an event must not push the outbox over its bound; then a refusal's row is given up. */
  #leave(outcome: OwnOutcome): void {
    const isNeeded = outcome.outcome === 'applied';
    if (isNeeded || this.outbox.hasRoomFor(bytesOf(outcome))) this.outbox.addOutcome(outcome);
  }

  #nowText(): string {
    return new Date(this.#around.now()).toISOString();
  }
}

function earlier(at: string | undefined, now: string): string {
  return at !== undefined && at < now ? at : now;
}

function recordableName(name: string): string {
  return name.replaceAll('\0', '').slice(0, 100).toWellFormed();
}
