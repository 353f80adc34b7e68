import type { Money } from '@parley/domain/view';

/** How one reader's values are put in words: locale, zone and names, so that the wording itself stays pure. */
export interface Say {
  readonly money: (money: Money) => string;
  /** A calendar day YYYY-MM-DD. */
  readonly day: (on: string) => string;
  /** An instant in ISO 8601 UTC. */
  readonly instant: (at: string) => string;
  /** A member of the team; null is nobody. */
  readonly person: (id: string | null) => string;
  /** A deliverable of the terms as "2 × Reel"; one that is no longer there has a word too. */
  readonly deliverable: (id: string) => string;
}
