import { derivedId } from '@parley/domain/ids';
import type { Status } from '@parley/domain/statuses';
import { type TermsInput, termsInput } from '@parley/domain/terms.schema';
import { pick, pickNumber } from './pick.ts';
import type { SampleClock } from './sample-clock.ts';
import { commandIdOf } from './sample-ids.ts';

export interface TermsFor {
  readonly status: Status;
  readonly place: number;
  readonly shipsProduct: boolean;
  readonly currency: 'EUR' | 'USD' | 'GBP';
}
/** Terms with the ids that their deliverables will get, so that content can name them. */
export type SampleTerms = TermsInput & {
  readonly deliverables: NonNullable<TermsInput['deliverables']>;
};

/** A type of content and what is asked of it. */
type Kind = readonly [string, string];

const TYPES: readonly [Kind, ...Kind[]] = [
  ['Instagram Reel', 'Vertical, 30 to 60 seconds, with captions'],
  ['Instagram Story', 'Three frames with the link sticker'],
  ['TikTok video', 'Own voice, no stock music'],
  ['YouTube video', 'At least 60 seconds about the product, in the first half'],
  ['Blog post', 'With three own photos'],
];
const CONDITIONS = [
  'Usage rights for 90 days on our own channels. Marked as advertising.',
  'No other brand of the same kind for 30 days before and after.',
  'One round of changes. Raw files on request.',
] as const;

/** What is agreed (or proposed) in one collaboration of the sample. */
export function sampleTerms(
  id: string,
  { status, place, shipsProduct, currency }: TermsFor,
  clock: SampleClock,
): SampleTerms {
  const count = 1 + pickNumber(3, 'deliverables', id);
  const first = firstDueIn(status, place);
  const deliverables = Array.from({ length: count }, (_, at) => {
    const [type, requirements] = pick(TYPES, 'type', id, at);
    const quantity = at === 0 ? 1 : 1 + pickNumber(2, 'quantity', id, at);
    return {
      id: derivedId(commandIdOf(id, 0), 'deliverable', at),
      type,
      requirements,
      quantity,
      dueOn: clock.dayIn(first + 7 * at),
    };
  });
  const fee = pickNumber(5, 'fee', id);
  const compensation = {
    ...(fee > 0 ? { amountCents: 5_000 * (4 + pickNumber(60, 'amount', id)), currency } : {}),
    ...(fee === 0 || fee === 4 ? { commissionPercent: 5 + pickNumber(11, 'commission', id) } : {}),
    ...(shipsProduct && fee < 3 ? { product: 'The set of the season' } : {}),
  };
  const timeline = {
    startsOn: clock.dayIn(first - 21),
    dueOn: clock.dayIn(first + 7 * (count - 1)),
  };
  const parsed = termsInput.parse({
    deliverables,
    compensation,
    timeline,
    conditions: pick(CONDITIONS, 'conditions', id),
  });
  return { ...parsed, deliverables: parsed.deliverables ?? [] };
}

/** Days until the first deliverable is due; every third piece of work under way is late. */
function firstDueIn(status: Status, place: number): number {
  if (status === 'Completed' || status === 'Cancelled') return -20 - (place % 9);
  return status === 'Fulfilling' && place % 3 === 0 ? -2 - (place % 5) : 5 + (place % 14);
}
