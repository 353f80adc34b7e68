import { isFinal, type Status } from '@parley/domain/statuses';

/** A move into Completed or Cancelled that the person must confirm before it is sent. */
export interface FinalRequest {
  readonly to: 'Completed' | 'Cancelled';
  /** Whose collaborations: a creator's name, or "12 collaborations". */
  readonly what: string;
  /** Deliverables that are not met yet. */
  readonly openDeliverables: number;
}

/** Whether a move must be asked about first, from wherever it is made. */
export function asksFirst(to: Status): to is 'Completed' | 'Cancelled' {
  return isFinal(to);
}
