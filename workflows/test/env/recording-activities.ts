import { ApplicationFailure } from '@temporalio/common';
import type {
  Alarm,
  CollaborationActivities,
  EndedCollaboration,
  Projected,
  Settings,
} from '../../src/activities.ts';
import type { OwnOutcome } from '../../src/collaboration/carried.schema.ts';
import { DEFAULT_POLICY } from '../../src/collaboration/policy.schema.ts';
import { fold } from '../../src/projection/fold.ts';
import type { RowBefore } from '../../src/projection/load-rows.ts';
import type { CommandOutcome, Projection } from '../../src/projection/projection.ts';

/** One collaboration's read model in memory: the real fold over rows, without Postgres. */
export class RecordingActivities implements CollaborationActivities {
  readonly rows = new Map<string, RowBefore>();
  readonly outcomes: (CommandOutcome | OwnOutcome)[] = [];
  readonly projections: Projection[] = [];
  readonly alarms: Alarm[] = [];
  /** What was asked to be tagged, once per time it was done. */
  readonly tagged: EndedCollaboration[] = [];
  isTaggingDown = false;
  taggingTries = 0;
  asked = 0;
  settings: Settings = { policy: DEFAULT_POLICY, rest: null };
  /** What the next projections answer instead of storing. */
  answer: 'store' | 'unreachable' | 'hopeless' = 'store';

  project = (projection: Projection): Promise<Projected> => {
    if (this.answer === 'unreachable') return Promise.reject(new Error('Postgres is away'));
    if (this.answer === 'hopeless') {
      return Promise.reject(
        ApplicationFailure.create({ message: 'no such campaign', nonRetryable: true }),
      );
    }
    this.projections.push(projection);
    return Promise.resolve(this.#store(projection));
  };

  reminderDue = (): Promise<Settings> => {
    this.asked += 1;
    return Promise.resolve(this.settings);
  };

  readSettings = (): Promise<Settings> => Promise.resolve(this.settings);

  tagOutcome = (ended: EndedCollaboration): Promise<void> => {
    this.taggingTries += 1;
    if (this.isTaggingDown) return Promise.reject(new Error('Postgres is away'));
    this.tagged.push(ended);
    return Promise.resolve();
  };

  raiseAlarm = (alarm: Alarm): Promise<void> => {
    this.alarms.push(alarm);
    return Promise.resolve();
  };

  version(collaborationId: string): number {
    return this.rows.get(collaborationId)?.version ?? 0;
  }

  outcome(commandId: string): CommandOutcome | OwnOutcome | undefined {
    return this.outcomes.find((outcome) => outcome.commandId === commandId);
  }

  /** What a caller of an update does with its answer. */
  #store(projection: Projection): Projected {
    const before = this.rows.get(projection.collaborationId) ?? EMPTY_ROW;
    const folded = fold(before, projection);
    if (folded.kind === 'stored') return { kind: 'stored', version: folded.version };
    if (folded.kind !== 'folded') return folded;
    const present = new Map(before.present);
    for (const { event } of folded.steps) present.set(event.seq, event.commandId);
    this.rows.set(projection.collaborationId, { ...before, ...folded, present });
    this.outcomes.push(...projection.outcomes);
    return { kind: 'stored', version: folded.version };
  }
}

const EMPTY_ROW: RowBefore = {
  version: 0,
  state: null,
  present: new Map(),
  settings: { endOfDay: (day) => `${day}T24:00:00Z`, reminders: null },
};
