import type { Status } from '@parley/domain/statuses';
import { pick } from './pick.ts';
import type { SampleClock } from './sample-clock.ts';
import type { Chapter } from './sample-plan.ts';
import type { SampleTerms } from './sample-terms.ts';
import { deliveryChapters, handIns, payments } from './sample-work.ts';

export interface StoryFor {
  readonly id: string;
  readonly status: Status;
  /** Place within the campaign: what varies from one to the next goes by it. */
  readonly place: number;
  readonly shipsProduct: boolean;
  readonly terms: SampleTerms;
}
interface Story {
  readonly createdHoursAgo: number;
  /** Oldest first. */
  readonly chapters: readonly Chapter[];
}

const DAY = 24;
const ANSWERS = [
  'Answered: likes the idea and wants to know about usage rights.',
  'Called back: can start in two weeks, asks for a higher fee.',
  'Mail from the agent: two dates are free, the rest is booked.',
  'Wrote that the product fits; prefers a Reel to Stories.',
] as const;
const NOTES = [
  'Their last post on this topic did twice their average.',
  'Prefers mail over direct messages.',
  'Asked for the brief as a PDF: sent.',
  'Check the discount code before it goes out.',
] as const;
const REASONS = [
  'No answer after three tries.',
  'The fee was beyond the budget.',
  'Signed with another brand of the same kind.',
  'Moved house and paused all work.',
] as const;

/** What happened in a collaboration that is now in this status. */
export function storyOf(story: StoryFor, clock: SampleClock): Story {
  const { createdHoursAgo, chapters } = TOLD[story.status](story, clock);
  return { createdHoursAgo, chapters: chapters.toSorted((a, b) => b.hoursAgo - a.hoursAgo) };
}

const TOLD: Record<Status, (story: StoryFor, clock: SampleClock) => Story> = {
  Pending: pending,
  Negotiating: negotiating,
  Fulfilling: fulfilling,
  Completed: completed,
  Cancelled: cancelled,
};

function pending({ id, place }: StoryFor): Story {
  // Every fourth has waited for more than a week.
  const createdHoursAgo = place % 4 === 0 ? (9 + (place % 6)) * DAY : 10 + (place % 6) * DAY;
  return { createdHoursAgo, chapters: place % 2 === 0 ? [note(id, createdHoursAgo - 4)] : [] };
}

function negotiating({ id, place, terms }: StoryFor): Story {
  // Every third stands still for four days or more.
  const still = place % 3 === 0 ? (4 + (place % 5)) * DAY : 6 + (place % 3) * 16;
  const createdHoursAgo = still + (6 + (place % 9)) * DAY;
  const chapters: Chapter[] = [
    status('Negotiating', still + 3 * DAY),
    note(id, still + 2 * DAY),
    ...(place % 2 === 0 ? [answer(id, still + DAY)] : []),
    { name: 'editTerms', body: proposal(terms), hoursAgo: still },
  ];
  return { createdHoursAgo, chapters };
}

function fulfilling(story: StoryFor, clock: SampleClock): Story {
  const begun = (8 + (story.place % 12)) * DAY;
  const chapters = [
    status('Negotiating', begun + 6 * DAY),
    answer(story.id, begun + 4 * DAY),
    // Some terms are agreed beforehand, so the step is skipped for them.
    status('Fulfilling', begun),
    ...deliveryChapters(story, begun - 6),
    ...handIns(story, begun - 3 * DAY, 'under way'),
    ...payments(story, 2 * DAY, story.place % 2 === 0 ? 'half' : 'none', clock),
  ];
  return {
    createdHoursAgo: begun + 10 * DAY,
    chapters: story.place % 5 === 0 ? chapters.slice(2) : chapters,
  };
}

function completed(story: StoryFor, clock: SampleClock): Story {
  const done = (3 + (story.place % 20)) * DAY;
  const paid = story.place % 4 === 0 ? 'half' : 'all';
  return {
    createdHoursAgo: done + 45 * DAY,
    chapters: [
      status('Negotiating', done + 40 * DAY),
      answer(story.id, done + 38 * DAY),
      status('Fulfilling', done + 30 * DAY),
      ...deliveryChapters({ ...story, place: 1 }, done + 26 * DAY),
      ...handIns(story, done + 12 * DAY, 'finished'),
      status('Completed', done),
      ...payments(story, Math.max(done - 2 * DAY, 1), paid, clock),
    ],
  };
}

function cancelled(story: StoryFor, clock: SampleClock): Story {
  const over = (2 + (story.place % 15)) * DAY;
  const wasWorking = story.place % 2 === 0;
  const work = wasWorking
    ? [
        status('Fulfilling', over + 6 * DAY),
        ...deliveryChapters({ ...story, place: 3 }, over + 4 * DAY),
      ]
    : [];
  return {
    createdHoursAgo: over + 20 * DAY,
    chapters: [
      status('Negotiating', over + 14 * DAY),
      note(story.id, over + 12 * DAY),
      ...work,
      {
        name: 'changeStatus',
        body: { to: 'Cancelled', reason: pick(REASONS, 'reason', story.id) },
        hoursAgo: over,
        by: 'owner',
      },
      // A fee for work done before it ended.
      ...(wasWorking ? payments(story, over - DAY, 'half', clock) : []),
    ],
  };
}

function status(to: Status, hoursAgo: number): Chapter {
  return { name: 'changeStatus', body: { to }, hoursAgo };
}
function note(id: string, hoursAgo: number): Chapter {
  return { name: 'addNote', body: { text: pick(NOTES, 'note', id) }, hoursAgo };
}
function answer(id: string, hoursAgo: number): Chapter {
  return { name: 'addNote', body: { text: pick(ANSWERS, 'answer', id), contact: true }, hoursAgo };
}
function proposal({ compensation, timeline, conditions }: SampleTerms): object {
  return { compensation, timeline, conditions };
}
