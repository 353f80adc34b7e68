import { decide } from '@parley/domain/decide';
import type { CollaborationEvent } from '@parley/domain/events.schema';
import { evolve } from '@parley/domain/evolve';
import { hashOf } from '@parley/domain/hash';
import { nextReminder, type DueReminder } from '@parley/domain/reminders';
import type { CollaborationState } from '@parley/domain/state.schema';
import { isFinal } from '@parley/domain/statuses';
import type { UpdateAnswer } from '@parley/domain/wire.schema';
import {
  askedBy,
  askedByTimer,
  nowText,
  recorded,
  recordedBad,
  type Asked,
  type Surroundings,
} from './asked.ts';
import type { CollaborationInput, OwnOutcome, Rest } from './carried.schema.ts';
import { CommandMemory, type Remembered } from './command-memory.ts';
import { bytesOf, Outbox } from './outbox.ts';
import type { WorkflowPolicy } from './policy.schema.ts';
import { readMessage, type MessageName } from './read-message.ts';
import { WORKFLOW_REFUSALS } from './workflow-refusals.ts';

/** How a message came: an update that says `known` is projected by its caller, everything else by the workflow. */
export type Channel = 'update' | 'signal';

/** Longest detail of a failure that is recorded, in UTF-16 units. */
const FAILURE_CHARS = 500;

/**
 * One collaboration as its workflow holds it: state, memory of commands, outbox. Synchronous and pure but for its
 * own fields; every message is decided here, in the order of its coming.
 */
export class Collaboration {
  readonly id: string;
  readonly outbox: Outbox;
  policy: WorkflowPolicy;
  rest: Rest | null;
  /** It ended in this life, and the creator is still to get the tag of that outcome. */
  isOutcomeTagDue: boolean;
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
    this.isOutcomeTagDue = carried.isOutcomeTagDue ?? false;
    this.outbox = new Outbox(carried);
    this.#state = carried.state;
    this.#epoch = carried.epoch;
    this.#memory = new CommandMemory(carried);
    this.#around = around;
  }

  get state(): CollaborationState | null {
    return this.#state;
  }

  get version(): number {
    return this.#state?.version ?? 0;
  }

  /** Messages of this run, also those refused: what makes its history long. */
  get received(): number {
    return this.#received;
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
    if (!message.ok) return this.#refuseBad(name, args, 'INVALID', message.detail);
    const { content, meta } = message;
    const known = channel === 'update' ? meta.known : undefined;
    // Before what is remembered: an answer from a lost past would be projected against a newer row.
    if (known !== undefined && known > this.version)
      return { kind: 'behind', version: this.version };
    if (known !== undefined) this.outbox.confirm(known);
    return this.#settle(askedBy(content, meta, known, this.#around));
  }

  /** Refuses a signal of a name that there is not, and records it. */
  refuseUnknown(name: string, args: readonly unknown[]): void {
    this.#received += 1;
    this.#refuseBad(name, args, 'UNKNOWN_MESSAGE', WORKFLOW_REFUSALS.UNKNOWN_MESSAGE);
  }

  /** A message whose handling threw: the bug is recorded, the state stays as it was. */
  recordFailure(name: string, args: readonly unknown[], detail: string): void {
    const shown = detail.slice(0, FAILURE_CHARS).toWellFormed();
    const outcome = { outcome: 'failed', detail: shown, version: this.version } as const;
    this.#leave(recordedBad(name, args, outcome, { ...this.#around, isFree: () => false }));
  }

  /** The reminder that is coming, and when it is to be looked at: not before a rest ends. Null: none. */
  comingReminder(): { readonly due: DueReminder; readonly at: string } | null {
    const due = this.#dueReminder();
    if (due === null) return null;
    return { due, at: this.rest !== null && this.rest.until > due.at ? this.rest.until : due.at };
  }

  /** Sends the reminder that is due now, if it is still the one that was asked about. */
  remind(asked: DueReminder): boolean {
    const due = this.#dueReminder();
    if (due === null || due.at > nowText(this.#around) || due.number !== asked.number) return false;
    return this.#settle(askedByTimer(due, this.#around)).kind === 'applied';
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
      ...(this.isOutcomeTagDue ? { isOutcomeTagDue: true } : {}),
    };
  }

  #settle(asked: Asked): UpdateAnswer {
    const { commandId } = asked.command;
    const remembered = this.#memory.recall(commandId, asked.hash);
    if (remembered) return this.#again(remembered, asked);
    const decision = decide(this.#state, asked.command);
    switch (decision.kind) {
      case 'event':
        return this.#accept(decision.event, asked);
      case 'unchanged':
        this.#memory.keepApplied(commandId, null, asked.hash);
        this.#leaveOutcome(asked, { outcome: 'unchanged', version: this.version });
        return this.#applied(null, asked);
      case 'refused':
        this.#memory.keepRefused(
          commandId,
          decision.refusal.code,
          decision.refusal.detail,
          asked.hash,
        );
        return this.#refuse(decision.refusal.code, decision.refusal.detail, asked);
      default:
        return decision satisfies never;
    }
  }

  #accept(event: CollaborationEvent, asked: Asked): UpdateAnswer {
    const payloadBytes = asked.source === null ? 0 : bytesOf(asked.command.body);
    if (!this.outbox.hasRoomFor(bytesOf(event) + payloadBytes)) {
      // Not remembered as refused: sent again, it may find room. Callers that never came back are not waited for.
      this.outbox.takeOver();
      return this.#refuse('PROJECTION_BEHIND', WORKFLOW_REFUSALS.PROJECTION_BEHIND, asked);
    }
    this.#state = evolve(this.#state, event);
    this.#stateHash = null;
    if (event.type === 'StatusChanged' && isFinal(event.data.to)) this.isOutcomeTagDue = true;
    this.#memory.keepApplied(event.commandId, event.seq, asked.hash);
    this.outbox.addEvent(event, asked.source !== null);
    this.#leaveOutcome(asked, { outcome: 'applied', seq: event.seq, version: event.seq });
    return this.#applied(event.seq, asked);
  }

  #again(remembered: Remembered, asked: Asked): UpdateAnswer {
    if (remembered.kind === 'applied') return this.#applied(remembered.seq, asked);
    if (remembered.kind === 'refused')
      return this.#refusal(remembered.code, remembered.detail, asked.known);
    // Under an id of its own: the used one has its row, and that row another outcome.
    const command = { ...asked.command, commandId: this.#around.newId() };
    return this.#refuse('COMMAND_ID_REUSED', WORKFLOW_REFUSALS.COMMAND_ID_REUSED, {
      ...asked,
      command,
    });
  }

  #refuse(code: string, detail: string, asked: Asked): UpdateAnswer {
    this.#leaveOutcome(asked, { outcome: 'refused', code, detail, version: this.version });
    return this.#refusal(code, detail, asked.known);
  }

  #refuseBad(name: string, args: readonly unknown[], code: string, detail: string): UpdateAnswer {
    const outcome = { outcome: 'refused', code, detail, version: this.version } as const;
    const isFree = (commandId: string) => this.#memory.recall(commandId, '') === null;
    this.#leave(recordedBad(name, args, outcome, { ...this.#around, isFree }));
    return this.#refusal(code, detail, undefined);
  }

  #applied(seq: number | null, { known }: Asked): UpdateAnswer {
    const { version, stateHash } = this;
    if (stateHash === null) throw new Error('A change was accepted, but there is no state');
    // Without `known` nobody asks for more than what this very change made.
    const events = known === undefined ? this.#own(seq) : this.outbox.after(known);
    return { kind: 'applied', events, seq, version, stateHash };
  }

  #own(seq: number | null): CollaborationEvent[] {
    return seq === null ? [] : this.outbox.after(seq - 1).filter((event) => event.seq === seq);
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
    const { source } = asked;
    if (source !== null) this.#leave(recorded({ ...asked, source }, outcome));
  }

  /** Room was made for the record of an event; that of a refusal is given up where there is none. */
  #leave(outcome: OwnOutcome): void {
    const hasRoom = outcome.outcome === 'applied' || this.outbox.hasRoomFor(bytesOf(outcome));
    if (hasRoom) this.outbox.addOutcome(outcome);
  }

  #dueReminder(): DueReminder | null {
    return this.#state === null ? null : nextReminder(this.#state, this.policy.reminders);
  }
}
