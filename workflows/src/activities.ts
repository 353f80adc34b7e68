import type { DueReminder } from '@parley/domain/reminders';
import type { FinalStatus } from '@parley/domain/statuses';
import type { Rest } from './collaboration/carried.schema.ts';
import type { WorkflowPolicy } from './collaboration/policy.schema.ts';
import type { Projection } from './projection/projection.ts';

/** Where a collaboration stands, for whoever reads its settings. */
export interface Place {
  readonly collaborationId: string;
  readonly campaignId: string;
}

/** The present settings; `rest` where no reminder may be sent before an instant. */
export interface Settings {
  readonly policy: WorkflowPolicy;
  readonly rest: Rest | null;
}

/** What became of a projection, without the state: it would only fill the history. */
export type Projected =
  | { readonly kind: 'stored'; readonly version: number }
  | { readonly kind: 'gap'; readonly rowVersion: number }
  | { readonly kind: 'diverged'; readonly rowVersion: number; readonly detail: string };

export interface EndedCollaboration {
  readonly collaborationId: string;
  readonly creatorId: string;
  readonly outcome: FinalStatus;
}

export interface Alarm {
  readonly kind: 'PROJECTION_PARKED' | 'HANDLER_FAILED';
  readonly collaborationId: string;
  readonly detail: string;
}

/** What the workflow asks of the world. All are safe to repeat; they throw what a retry may heal. */
export interface CollaborationActivities {
  /** Makes own events and outcomes readable. */
  project(projection: Projection): Promise<Projected>;
  /** Whether a reminder that is due may be sent now: `rest: null` means yes. */
  reminderDue(place: Place & { readonly due: DueReminder }): Promise<Settings>;
  /** The settings after they changed. */
  readSettings(place: Place): Promise<Settings>;
  /** Gives the creator the tag that the workspace chose for this outcome, once per collaboration; none, nothing. */
  tagOutcome(ended: EndedCollaboration): Promise<void>;
  /** Tells operators; once per collaboration and kind until it is cleared. */
  raiseAlarm(alarm: Alarm): Promise<void>;
}
