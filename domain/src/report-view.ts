import type { Currency } from './currencies.ts';
import type { OPEN_STATUSES, Status } from './statuses.ts';
import type { ActorView, Named, TagView } from './view.ts';

/** What `GET /api/reports` and `GET /api/campaigns/:id/report` answer. */

/** Each section is also a CSV of its own, under this name. */
export const REPORT_SECTIONS = [
  'status-over-time',
  'time-in-status',
  'moves',
  'money',
  'campaigns',
  'deliverables',
  'outcomes-by-tag',
  'outcomes-by-platform',
  'cancellation-reasons',
] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** What a report shows as it is today whatever its date: nothing of these has a history. */
export const TODAYS = ['budgets', 'creators’ tags', 'creators’ platforms', 'names'] as const;

export type Bucket = 'day' | 'week' | 'month';
export type OpenStatus = (typeof OPEN_STATUSES)[number];
export type StatusCounts = Readonly<Record<Status, number>>;

/** What stood at the end of a day, week or month: exactly what the board showed then. */
export interface StatusPoint {
  /** The first day of the bucket; weeks begin on Monday. */
  readonly startsOn: string;
  /** The day at whose end these were counted; the last one is counted at `asOf`. */
  readonly endsOn: string;
  readonly counts: StatusCounts;
}

/** Stays in a status. A move that was taken back by `asOf` never interrupted one. */
export interface Stays {
  readonly count: number;
  /** Null where there is none. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}
export interface TimeInStatus {
  readonly status: OpenStatus;
  /** Stays that ended in the period. */
  readonly ended: Stays;
  /** Stays that still last, counted up to `asOf`. */
  readonly open: Stays;
}

export interface MoveCount {
  readonly from: Status;
  readonly to: Status;
  readonly count: number;
}
/** Moves of one actor in the period, without those that were taken back by `asOf`. */
export interface ActorMoves {
  readonly actor: ActorView;
  readonly total: number;
  /** Of them made by batches, and by how many. */
  readonly inBatches: number;
  readonly batches: number;
  readonly moves: readonly MoveCount[];
}

/** Minor units of one currency, as of `asOf`. Nothing is added across currencies. */
export interface MoneyInReport {
  readonly currency: Currency;
  /** Agreed compensation of what is not cancelled. */
  readonly committedCents: number;
  /** Every payment that was not taken back, those of cancelled collaborations included. */
  readonly paidCents: number;
  /** Budgets of the campaigns, as they are today; null where none is in this currency. */
  readonly budgetCents: number | null;
}

/**
 * One campaign of the report. What all of them hold adds up to `counts` and `money`; those that had no collaboration
 * by `asOf` and have no budget are left out.
 */
export interface CampaignInReport {
  readonly campaign: Named;
  readonly total: number;
  readonly counts: StatusCounts;
  readonly money: readonly MoneyInReport[];
}

/** Pieces of content, by week. Cancelled collaborations count only for what they handed in. */
export interface DeliverableWeek {
  /** A Monday. */
  readonly startsOn: string;
  /** Pieces whose due day lies in this week, and how many of them came in by `asOf` and were not sent back. */
  readonly due: number;
  readonly delivered: number;
  /** Of those due, missing at `asOf` although their day had ended, in a collaboration that is Fulfilling. */
  readonly overdue: number;
  /** Content that came in this week, whatever it was for. */
  readonly handedIn: number;
}
export interface DeliverablesInReport {
  readonly weeks: readonly DeliverableWeek[];
  /** Of the period. */
  readonly due: number;
  readonly delivered: number;
  readonly overdue: number;
  readonly handedIn: number;
  /** Pieces without a due day, whatever the period. */
  readonly undated: { readonly due: number; readonly delivered: number };
}

/** How collaborations ended in the period, and how many are open at `asOf`. */
export interface Outcomes {
  readonly completed: number;
  readonly cancelled: number;
  readonly open: number;
}
/** A creator with several tags counts for each; null: creators without tags. */
export interface TagOutcomes extends Outcomes {
  readonly tag: TagView | null;
}
/** By the creator's first handle, the one that rows show; null: creators without handles. */
export interface PlatformOutcomes extends Outcomes {
  readonly platform: string | null;
}

export interface CancellationReasons {
  /** Most frequent first, at most ten; texts that differ in case alone are one. */
  readonly top: readonly { readonly reason: string; readonly count: number }[];
  /** Cancellations with other reasons. */
  readonly others: number;
}

export interface ReportView {
  /** Everything is told from the timeline up to this instant. */
  readonly asOf: string;
  readonly timeZone: string;
  /** Days, both included; `from` null: from the beginning. It limits what happened, not what stands at `asOf`. */
  readonly period: { readonly from: string | null; readonly to: string };
  /** Shown as they are today, whatever `asOf` says. */
  readonly asToday: readonly string[];
  readonly total: number;
  readonly counts: StatusCounts;
  readonly statusOverTime: { readonly bucket: Bucket; readonly points: readonly StatusPoint[] };
  readonly timeInStatus: readonly TimeInStatus[];
  readonly moves: readonly ActorMoves[];
  readonly money: readonly MoneyInReport[];
  /** By name. */
  readonly campaigns: readonly CampaignInReport[];
  readonly deliverables: DeliverablesInReport;
  readonly outcomesByTag: readonly TagOutcomes[];
  readonly outcomesByPlatform: readonly PlatformOutcomes[];
  readonly cancellationReasons: CancellationReasons;
}
