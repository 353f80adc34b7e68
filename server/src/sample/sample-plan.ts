import type { ChangeName, CreateBody } from '@parley/domain/commands.schema';
import { STATUSES, type Status } from '@parley/domain/statuses';
import { pickNumber } from './pick.ts';
import { SAMPLE_CAMPAIGNS, campaignIdOf } from './sample-campaigns.ts';
import type { SampleClock } from './sample-clock.ts';
import { CREATOR_COUNT, creatorIdOf } from './sample-creators.ts';
import { sampleId } from './sample-ids.ts';
import type { SamplePeople } from './sample-people.ts';
import { storyOf } from './sample-stories.ts';
import { sampleTerms, type SampleTerms } from './sample-terms.ts';

export type Doer = 'owner' | 'team' | 'creator';

/** One change of a collaboration's history, in hours before its clock's beginning. */
export interface Chapter {
  readonly name: ChangeName;
  readonly body: object;
  readonly hoursAgo: number;
  /** The team where nobody is named. */
  readonly by?: Doer;
}

/** A chapter with its instant, ready to be sent. */
export interface DatedChapter {
  readonly name: ChangeName;
  readonly body: object;
  readonly at: string;
  readonly by: Doer;
}

/** A collaboration of the sample: how it begins, and what happens to it then. */
export interface Plan {
  readonly id: string;
  readonly create: CreateBody & { readonly id: string };
  readonly createdAt: string;
  readonly chapters: readonly DatedChapter[];
}

/** Every collaboration of the sample, the same at every start. */
export function samplePlans(people: SamplePeople, clock: SampleClock): Plan[] {
  const plans: Plan[] = [];
  for (const campaign of SAMPLE_CAMPAIGNS) {
    const statuses = STATUSES.flatMap((status) =>
      Array<Status>(campaign.rows[status] ?? 0).fill(status),
    );
    const then = campaign.status === 'Archived' ? clock.before(240) : clock;
    const firstCreator = pickNumber(CREATOR_COUNT, 'first creator', campaign.key);
    for (const [place, status] of statuses.entries()) {
      const id = sampleId('collaboration', campaign.key, place);
      const owner = campaign.owners[place % campaign.owners.length] ?? null;
      const shipsProduct = pickNumber(100, 'ships', id) < 55;
      const terms = sampleTerms(
        id,
        { status, place, shipsProduct, currency: campaign.currency },
        then,
      );
      const { createdHoursAgo, chapters } = storyOf(
        { id, status, place, shipsProduct, terms },
        then,
      );
      plans.push({
        id,
        createdAt: then.hoursAgo(createdHoursAgo),
        chapters: chapters.map((chapter, at) => dated(chapter, at, chapters, then)),
        create: {
          id,
          campaignId: campaignIdOf(campaign.key),
          creatorId: creatorIdOf((firstCreator + place) % CREATOR_COUNT),
          ownerId: owner === null ? null : people[owner],
          terms: firstTerms(status, terms),
          shipsProduct,
        },
      });
    }
  }
  return plans;
}

/** Before an agreement only what is asked for is known. New deliverables are sent without their ids. */
function firstTerms(
  status: Status,
  terms: SampleTerms,
): SampleTerms | Pick<SampleTerms, 'deliverables'> {
  const deliverables = terms.deliverables.map(({ id: _id, ...deliverable }) => deliverable);
  return status === 'Pending' || status === 'Negotiating'
    ? { deliverables }
    : { ...terms, deliverables };
}

/** Every chapter makes one event, so the seq of a content is its place after Created. */
function dated(
  { name, body, hoursAgo, by = 'team' }: Chapter,
  place: number,
  chapters: readonly Chapter[],
  clock: SampleClock,
): DatedChapter {
  const at = clock.hoursAgo(hoursAgo);
  if (name !== 'reviewContent') return { name, body, at, by };
  const handIn = chapters
    .slice(0, place)
    .findLastIndex((earlier) => earlier.name === 'deliverContent');
  return { name, body: { ...body, seq: handIn + 2 }, at, by };
}
