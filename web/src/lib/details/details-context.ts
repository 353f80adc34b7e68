import { createContext } from 'svelte';
import type { PresencePerson } from '@parley/domain/view';
import type { Say } from './say.ts';

/** What every part of the details needs: the reader's wording, and who else is where. */
export interface DetailsContext {
  /** The collaboration's. */
  readonly id: string;
  readonly say: Say;
  /** Why nothing can be changed here, in words; null where it can. */
  readonly readOnly: string | null;
  /** Whether someone else just changed this thing ("status", "compensation", "entry:12"). */
  readonly isFresh: (thing: string) => boolean;
  /** Who else has this field open. */
  readonly whoIsIn: (field: string) => PresencePerson | null;
  /** Tells the others which field this person has open; null when none. */
  readonly enter: (field: string | null) => void;
}

export const [useDetails, setDetails] = createContext<DetailsContext>();
