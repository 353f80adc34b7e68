import type { DeliverableView, Named } from '@parley/domain/view';
import type { Reader } from '#lib/format/reader.svelte.ts';
import type { Say } from './say.ts';
import { deliverableWords } from './terms-words.ts';

/** The reader's wording with the names of the team and of the present deliverables. */
export function sayFor(
  reader: Reader,
  deliverables: () => readonly DeliverableView[],
  person: (id: string) => Named | null,
): Say {
  return {
    money: reader.money,
    day: reader.day,
    instant: reader.instant,
    person: (id) => (id === null ? 'nobody' : (person(id)?.name ?? 'someone of the team')),
    deliverable(id) {
      const found = deliverables().find((item) => item.id === id);
      return found ? deliverableWords(found) : 'a removed deliverable';
    },
  };
}
