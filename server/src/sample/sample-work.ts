import { pick } from './pick.ts';
import type { SampleClock } from './sample-clock.ts';
import type { Chapter } from './sample-plan.ts';
import type { StoryFor } from './sample-stories.ts';

const DAY = 24;
const PARCEL = { carrier: 'Sample Parcel' } as const;
const TROUBLE = [
  'Returned: nobody at home three times.',
  'Lost on the way.',
  'The address was wrong.',
] as const;

/** How far the shipment got: by the place still to be sent, delivered, on its way, or in trouble. */
export function deliveryChapters(
  { id, place, shipsProduct }: StoryFor,
  sentHoursAgo: number,
): Chapter[] {
  if (!shipsProduct || place % 4 === 0) return [];
  const trackingNumber = `SP${id.slice(-10).toUpperCase()}`;
  const sent = delivery({ ...PARCEL, trackingNumber, status: 'In Transit' }, sentHoursAgo);
  const later = Math.max(sentHoursAgo - 3 * DAY, 1);
  if (place % 4 === 2) return [sent];
  if (place % 4 === 1)
    return [sent, delivery({ ...PARCEL, trackingNumber, status: 'Delivered' }, later)];
  const reason = pick(TROUBLE, 'trouble', id);
  return [sent, delivery({ ...PARCEL, trackingNumber, status: 'Exception', reason }, later)];
}

/**
 * Content for the deliverables. Finished: all that was asked for, each accepted. Under way: the first one, by the
 * creator and not looked at, accepted, or sent back; late work has none.
 */
export function handIns(
  story: StoryFor,
  fromHoursAgo: number,
  how: 'finished' | 'under way',
): Chapter[] {
  const { id, place, terms } = story;
  if (how === 'under way')
    return place % 3 === 0 ? [] : underWay(story, Math.max(fromHoursAgo, 2 * DAY));
  return terms.deliverables.flatMap((deliverable, at) =>
    Array.from({ length: deliverable.quantity ?? 1 }, (_, number) => {
      const hoursAgo = fromHoursAgo - at * DAY - number;
      return content(id, deliverable.id, `${at + 1}-${number + 1}`, hoursAgo, 'creator');
    }).flatMap((handIn) => [handIn, review('accepted', handIn.hoursAgo - 0.5)]),
  );
}

function underWay({ id, place, terms }: StoryFor, hoursAgo: number): Chapter[] {
  const handIn = content(
    id,
    terms.deliverables[0]?.id,
    '1-1',
    hoursAgo,
    place % 2 === 0 ? 'creator' : 'team',
  );
  if (place % 3 === 1) return [handIn];
  return [
    handIn,
    place % 2 === 0 ? review('accepted', hoursAgo - 5) : review('changes asked', hoursAgo - 5),
  ];
}

/** What was paid of an agreed fee; nothing where none is agreed. */
export function payments(
  { id, terms }: StoryFor,
  hoursAgo: number,
  part: 'none' | 'half' | 'all',
  clock: SampleClock,
): Chapter[] {
  const { amountCents, currency } = terms.compensation ?? {};
  if (part === 'none' || amountCents == null || currency == null) return [];
  const half = Math.floor(amountCents / 2);
  const paid = (cents: number, number: number, at: number): Chapter => ({
    name: 'recordPayment',
    by: 'owner',
    hoursAgo: at,
    body: {
      amountCents: cents,
      currency,
      paidOn: clock.dayIn(-Math.ceil(at / DAY)),
      method: number === 1 ? 'Bank transfer' : 'Card',
      reference: `INV-${id.slice(-6).toUpperCase()}-${number}`,
    },
  });
  const first = paid(half, 1, hoursAgo);
  return part === 'half'
    ? [first]
    : [first, paid(amountCents - half, 2, Math.max(hoursAgo - 5, 0.5))];
}

function delivery(body: object, hoursAgo: number): Chapter {
  return { name: 'updateDelivery', body, hoursAgo };
}

function content(
  id: string,
  deliverableId: string | undefined,
  number: string,
  hoursAgo: number,
  by: 'creator' | 'team',
): Chapter {
  const url = `https://example.com/posts/${id.slice(-8)}-${number}`;
  return {
    name: 'deliverContent',
    body: { url, title: `Part ${number}`, deliverableId },
    hoursAgo,
    by,
  };
}

/** Of the content handed in just before. */
function review(state: 'accepted' | 'changes asked', hoursAgo: number): Chapter {
  const note =
    state === 'accepted' ? undefined : 'Please show the product earlier and add captions.';
  return { name: 'reviewContent', body: { state, note }, hoursAgo };
}
