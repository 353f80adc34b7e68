import type { ActorKind } from './actor.schema.ts';
import type { Currency } from './currencies.ts';
import type { EventContent, EventType } from './events.schema.ts';
import type { CampaignStatus, DeliveryStatus, ReviewState, Status } from './statuses.ts';
import type { TagColour } from './tags.ts';
import type { CompensationKind, Timeline } from './terms.schema.ts';

/** Shapes that the HTTP API and the sockets answer, as the outside contract names them. */

export interface Named {
  readonly id: string;
  readonly name: string;
}
export interface ActorView {
  readonly id: string | null;
  readonly name: string;
  readonly kind: ActorKind;
}
export interface Money {
  readonly currency: Currency;
  readonly amountCents: number;
}

export const ATTENTION_CODES = [
  'NEGOTIATION_STALLED',
  'NO_ANSWER',
  'DELIVERABLE_OVERDUE',
  'DELIVERY_EXCEPTION',
  'SHIPMENT_SILENT',
  'PAYMENT_DUE',
  'HAND_IN_UNSEEN',
] as const;
export type AttentionCode = (typeof ATTENTION_CODES)[number];
/** A code and the instant from which it holds, also when that lies ahead: the reader compares it with now. */
export interface Attention {
  readonly code: AttentionCode;
  readonly since: string;
}

export interface ValidationView {
  readonly score: 0 | 1 | 2 | 3;
  readonly label: string;
  readonly reason: string;
  readonly validatorName: string;
  readonly at: string;
  readonly validatorId: string;
  /** The model that said so; null: the embedded rules. */
  readonly model: string | null;
  /** The creator's profile or the criteria changed since. */
  readonly isOutdated: boolean;
}
/** The latest result of one validator for one creator. */
export type ValidationResult = ValidationView;
export interface TagView extends Named {
  readonly colour: TagColour;
}
/** A tag as the list of tags answers it: on how many creators it is. */
export interface TagInUse extends TagView {
  readonly uses: number;
}
export interface CreatorOnRow {
  readonly id: string;
  readonly name: string;
  readonly handle: string | null;
  readonly platform: string | null;
  readonly tags: readonly TagView[];
  readonly validation: ValidationView | null;
}
export interface Handle {
  readonly platform: string;
  readonly handle: string;
  readonly url: string | null;
  readonly followers: number | null;
  readonly engagementPercent: number | null;
}
export interface Contact {
  readonly email: string | null;
  readonly phone: string | null;
  readonly agentName: string | null;
  readonly agentEmail: string | null;
  readonly address: string | null;
}
/** The creator of a collaboration read alone; `contact` is null for guests. */
export interface CreatorInFull extends CreatorOnRow {
  readonly bio: string | null;
  readonly country: string | null;
  readonly handles: readonly Handle[];
  readonly contact: Contact | null;
}

export interface DeliverableView {
  readonly id: string;
  readonly type: string;
  readonly quantity: number;
  readonly requirements: string | null;
  readonly dueOn: string | null;
  /** Content for it that was not sent back; met when >= quantity. */
  readonly delivered: number;
}
export interface CompensationView {
  readonly kind: CompensationKind;
  readonly amountCents: number | null;
  readonly currency: Currency | null;
  readonly commissionPercent: number | null;
  readonly product: string | null;
}
export interface RowTerms {
  readonly deliverables: readonly DeliverableView[];
  readonly compensation: CompensationView;
  readonly timeline: Timeline;
}
export interface DeliveryView {
  readonly status: DeliveryStatus;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly reason: string | null;
  readonly updatedAt: string;
}
export interface PaymentView extends Money {
  readonly seq: number;
  readonly paidOn: string | null;
  readonly method: string | null;
  readonly reference: string | null;
  readonly at: string;
  readonly by: ActorView;
}
export interface ContentView {
  readonly seq: number;
  readonly url: string;
  readonly title: string | null;
  readonly deliverableId: string | null;
  readonly at: string;
  readonly by: ActorView;
  readonly review: { readonly state: ReviewState; readonly note: string | null };
}

/** A collaboration as a list and a `change` show it. */
export interface CollaborationRow {
  readonly id: string;
  readonly version: number;
  readonly status: Status;
  readonly statusSince: string;
  readonly cancelReason: string | null;
  readonly campaign: Named;
  readonly creator: CreatorOnRow;
  readonly owner: Named | null;
  readonly terms: RowTerms;
  readonly delivery: DeliveryView | null;
  readonly paid: readonly Money[];
  readonly paidCents: number;
  readonly attention: readonly Attention[];
  readonly nextReminderAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}
/** A collaboration read alone. */
export interface CollaborationView extends CollaborationRow {
  readonly creator: CreatorInFull;
  readonly terms: RowTerms & { readonly conditions: string | null };
  readonly payments: readonly PaymentView[];
  readonly content: readonly ContentView[];
}

/** One line of the timeline. A guest gets NoteAdded without its text. */
export type EventView = EventContent & {
  readonly seq: number;
  readonly at: string;
  readonly actor: ActorView;
  readonly commandId: string;
  readonly batchId?: string;
};
export type { EventType };

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total: number;
}
export interface CollaborationPage extends Page<CollaborationRow> {
  readonly counts: Readonly<Record<Status, number>>;
  readonly sums: Readonly<Record<Status, readonly Money[]>>;
}

/** One value of a filter, written as the query takes it, and how many rows have it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}
/** The same where the value is an id; `name` is null for `none`. */
export interface NamedCount extends ValueCount {
  readonly name: string | null;
}
export interface TagCount extends NamedCount {
  readonly colour: TagColour | null;
}
export interface CreatorCount extends NamedCount {
  readonly handle: string | null;
  readonly platform: string | null;
}
/**
 * `GET /api/collaborations/counts`: how many rows there would be if a filter had just this value and the other filters
 * stayed as they are. Fixed values come all, ids where something has them or where the filter names them.
 */
export interface CollaborationCounts {
  /** Rows of the whole filter. */
  readonly total: number;
  /** In the order of the lifecycle. */
  readonly status: readonly ValueCount[];
  /** By name. */
  readonly campaign: readonly NamedCount[];
  /** The 200 with most rows; those that the filter names come first. */
  readonly creator: readonly CreatorCount[];
  /** `none` first, then by name. */
  readonly owner: readonly NamedCount[];
  readonly tag: readonly TagCount[];
  /** `none`, then the delivery statuses. */
  readonly delivery: readonly ValueCount[];
  /** `none`, then 0 to 3. */
  readonly validation: readonly ValueCount[];
  /** `true` (any holds now), then each code that holds now; a row can have several. */
  readonly attention: readonly ValueCount[];
  /** `true`: Completed and less paid than agreed. */
  readonly unpaid: readonly ValueCount[];
}

export const ROLES = ['owner', 'admin', 'member', 'guest'] as const;
export type Role = (typeof ROLES)[number];
export interface Me {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: Role;
  };
}
export interface MemberView extends Named {
  readonly email: string;
  readonly role: Role;
  /** Cannot sign in; owners and admins see these too, so that what they did keeps a name. */
  readonly isDisabled: boolean;
}

export interface CampaignView extends Named {
  readonly brand: string | null;
  readonly brief: string | null;
  readonly status: CampaignStatus;
  readonly owner: Named | null;
  readonly budgetCents: number | null;
  readonly currency: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly access: 'team' | 'invited';
  readonly people: readonly Named[];
  readonly counts: Readonly<Record<Status, number>>;
  /** Agreed with all that were not cancelled, per currency. */
  readonly committed: readonly Money[];
  /** Whose results its badges show; null: the workspace's choice. */
  readonly validatorId: string | null;
  readonly createdAt: string;
}
export interface CreatorView extends Named {
  readonly bio: string | null;
  readonly country: string | null;
  readonly audience: string | null;
  readonly handles: readonly Handle[];
  readonly contact: Contact | null;
  readonly tags: readonly TagView[];
  /** What the badge shows outside a campaign: the workspace's validator's result, or the newest. */
  readonly validation: ValidationView | null;
  /** The latest result of every validator, newest first. */
  readonly validations: readonly ValidationResult[];
}
/** How a creator's collaborations stand, as far as the reader sees their campaigns. */
export interface CollaborationTally {
  readonly open: number;
  readonly completed: number;
  readonly cancelled: number;
}
/** A creator in the list of creators. */
export interface CreatorListItem extends CreatorView {
  readonly collaborations: CollaborationTally;
}
/** `GET /api/creators/counts`: as CollaborationCounts, for the list of creators. */
export interface CreatorCounts {
  readonly total: number;
  readonly platform: readonly ValueCount[];
  /** `none` first, then by name; the value is the country as it is written most often. */
  readonly country: readonly ValueCount[];
  /** `none` first, then by name. */
  readonly tag: readonly TagCount[];
}
export type DuplicateReason = 'name' | 'email' | 'handle';
/** Two creators that are likely one person, the older first, and what they have in common. */
export interface DuplicatePair {
  readonly creators: readonly CreatorListItem[];
  readonly reasons: readonly DuplicateReason[];
}
export const PLATFORMS = [
  'Instagram',
  'TikTok',
  'YouTube',
  'Twitch',
  'X',
  'LinkedIn',
  'Pinterest',
  'Facebook',
  'Snapchat',
  'Threads',
  'Blog',
  'Podcast',
  'Other',
] as const;
export type Platform = (typeof PLATFORMS)[number];

/** When the team is reminded of a negotiation that stands still; hours may be fractions. */
export interface ReminderSettings {
  readonly negotiation: {
    readonly enabled: boolean;
    readonly afterHours: number;
    readonly repeatHours: number;
    /** After so many reminders without a move, the campaign's owner is told as well. */
    readonly escalateAfter: number;
  };
}
export interface WorkspaceView {
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly workingDays: readonly number[];
  /** Local times HH:MM. */
  readonly workingHours: { readonly from: string; readonly to: string };
  readonly reminders: ReminderSettings;
  /** The tag that a creator gets when a collaboration with them ends so; null: none. */
  readonly tagOnOutcome: { readonly Completed: string | null; readonly Cancelled: string | null };
  /** Whose results badges show where the campaign chooses none; null: the newest of any. */
  readonly validatorId: string | null;
}
/** A saved view of the list; `position` is its place in the reader's own order. */
export interface SavedView extends Named {
  /** The list's search string, without a question mark. */
  readonly query: string;
  readonly scope: 'private' | 'shared';
  readonly position: number;
  /** Null for a preset. */
  readonly owner: Named | null;
  /** The list opens with it for this person. */
  readonly isDefault: boolean;
  /** Everybody has it; its id is its key. */
  readonly isPreset: boolean;
}
/** A to-do or a notification of one person. */
export interface NotificationView {
  readonly id: string;
  readonly kind: 'todo' | 'notification';
  readonly code: string;
  readonly collaborationId: string | null;
  readonly title: string;
  readonly at: string;
  readonly readAt: string | null;
  readonly doneAt: string | null;
}

/** What `change` carries over the socket; `cursor` is opaque and only moves on. */
export type ChangeMessage =
  | {
      readonly cursor: string;
      readonly kind: 'collaboration';
      readonly collaborationId: string;
      readonly version: number;
      readonly collaboration: CollaborationRow;
      readonly event: EventView;
    }
  | {
      readonly cursor: string;
      readonly kind: 'creator' | 'campaign' | 'tag' | 'validator' | 'member' | 'settings' | 'view';
      readonly id: string;
      readonly value: unknown;
    };
export interface PresencePerson extends Named {
  readonly field: string | null;
}
