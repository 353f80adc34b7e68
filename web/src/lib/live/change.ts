import type { ChangeBody, ChangeName } from '@parley/domain/commands.schema';
import type { CollaborationRow, EventView } from '@parley/domain/view';
import type { Problem } from '#lib/api/problem.ts';

export type ChangeContent = {
  [N in ChangeName]: { readonly name: N; readonly body: ChangeBody<N> };
}[ChangeName];

const NAMES: Record<ChangeName, true> = {
  changeStatus: true,
  recordPayment: true,
  deliverContent: true,
  reviewContent: true,
  addNote: true,
  updateDelivery: true,
  editTerms: true,
  assignOwner: true,
  snoozeReminder: true,
  undo: true,
};

/** Whether a value looks like a change; the API judges its body. */
export function isChangeContent(value: unknown): value is ChangeContent {
  if (typeof value !== 'object' || value === null || !('name' in value && 'body' in value))
    return false;
  return String(value.name) in NAMES && typeof value.body === 'object' && value.body !== null;
}

/** One change of this person on its way: shown at once, confirmed or rolled back by the answer. */
export type QueuedChange = ChangeContent & {
  /** UUIDv7; Idempotency-Key and commandId alike, so sending twice takes effect once. */
  readonly commandId: string;
  readonly collaborationId: string;
  /** Version the person saw: sent as If-Match, so nothing is silently overwritten; null does not check. */
  readonly seen: number | null;
  /** Instant at which it was made, ISO 8601 UTC. */
  readonly at: string;
  /** queued: not sent; sending: no answer yet; waiting: stored by the server (202), not decided yet. */
  readonly phase: 'queued' | 'sending' | 'waiting';
};

/** What became of a change. */
export type Outcome =
  | {
      readonly kind: 'applied';
      readonly version: number;
      readonly event: EventView;
      /** A whole collaboration from an HTTP answer, a row from the socket. */
      readonly collaboration: CollaborationRow | null;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Two changes that alter the same thing, so that the second builds on the first. */
export function touchesSame(a: ChangeContent, b: ChangeContent): boolean {
  if (a.name !== b.name) return false;
  if (a.name !== 'editTerms') return true;
  return Object.keys(a.body).some((field) => field in b.body);
}
