import type { FoundWord } from './found-words.ts';
import type { Listed } from './memory/listed.ts';
import type { Sight } from './memory/sight.ts';

/** What rows are chosen from: the lists, what a person sees of them, and where the words of their search are. */
export interface Choice {
  readonly listed: Listed;
  readonly sight: Sight;
  readonly words: readonly FoundWord[];
}
