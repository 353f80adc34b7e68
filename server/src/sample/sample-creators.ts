import type { Platform } from '@parley/domain/view';
import type { Sql } from '@parley/workflows/projection/postgres';
import { newCreator, type NewCreator } from '@parley/domain/creator.schema';
import { addCreator } from '../creators/write-creator.ts';
import { pick, pickNumber } from './pick.ts';
import { sampleId } from './sample-ids.ts';
import { tagIdsOf } from './sample-tags.ts';

export const CREATOR_COUNT = 60;

/** What they are about, and who follows them. */
type Topic = readonly [string, string];

const FIRST = [
  'Aria',
  'Bram',
  'Cleo',
  'Dario',
  'Elif',
  'Fenn',
  'Gwen',
  'Hugo',
  'Imke',
  'Jonas',
  'Kaia',
  'Lior',
  'Maren',
  'Nilo',
  'Odile',
  'Pella',
  'Quinn',
  'Rune',
  'Saskia',
  'Tovah',
] as const;
const LAST = [
  'Thornwick',
  'Vellamo',
  'Oakmere',
  'Brindel',
  'Quillane',
  'Marrowby',
  'Sundqvale',
  'Ferrolund',
  'Ashgrave',
  'Pellworth',
  'Dovrek',
  'Lunehart',
] as const;
const ABOUT: readonly [Topic, ...Topic[]] = [
  ['Skin care', 'Women 20–35 who read the ingredients'],
  ['Hiking', 'Weekend walkers, mostly in the Alps and the north'],
  ['Coffee', 'People with a first espresso machine'],
  ['Cooking', 'Families who cook on weekdays'],
  ['Fitness', 'Runners from couch to ten kilometres'],
  ['Study life', 'Students away from home'],
];
const COUNTRIES = [
  'Germany',
  'France',
  'Netherlands',
  'Spain',
  'United Kingdom',
  'Sweden',
  'Italy',
  'United States',
  'Canada',
  'Poland',
] as const;
const PLATFORM_MIX: readonly [Platform, ...Platform[]] = [
  'Instagram',
  'TikTok',
  'YouTube',
  'Instagram',
  'TikTok',
  'YouTube',
  'Twitch',
  'Threads',
  'Pinterest',
  'Podcast',
  'Blog',
  'LinkedIn',
];

export function creatorIdOf(index: number): string {
  return sampleId('creator', index);
}

/** Invented people: any likeness is by chance. Mail addresses and pages are of example.com. */
function creatorAt(index: number): NewCreator {
  const first = FIRST[index % FIRST.length] ?? FIRST[0];
  const last = LAST[(index * 5 + Math.floor(index / FIRST.length)) % LAST.length] ?? LAST[0];
  const [topic, audience] = pick(ABOUT, 'about', index);
  const handle = `${first}.${last}`.toLowerCase();
  const platform = PLATFORM_MIX[index % PLATFORM_MIX.length] ?? 'Instagram';
  const also = pick(PLATFORM_MIX, 'also', index);
  const page = (on: string) => ({
    platform: on,
    handle: on === 'TikTok' ? handle.replace('.', '') : handle,
    url: `https://example.com/${on.toLowerCase()}/${handle}`,
    followers: 2_000 + pickNumber(480_000, 'followers', on, index),
    engagementPercent: (40 + pickNumber(800, 'engagement', on, index)) / 100,
  });
  return newCreator.parse({
    name: `${first} ${last}`,
    bio: `${topic} and everyday life.`,
    country: pick(COUNTRIES, 'country', index),
    audience,
    tagIds: tagIdsOf(index),
    handles: also === platform ? [page(platform)] : [page(platform), page(also)],
    contact: {
      email: `${handle}@example.com`,
      ...(index % 4 === 0
        ? { agentName: 'Iris Moorland', agentEmail: 'iris.moorland@example.com' }
        : {}),
      ...(index % 3 === 0
        ? { phone: `+49 30 5550${String(100 + index)}`, address: `${index + 1} Example Street` }
        : {}),
    },
  });
}

/** Makes the creators. Safe to repeat. */
export async function makeCreators(sql: Sql): Promise<void> {
  for (let index = 0; index < CREATOR_COUNT; index += 1) {
    const id = creatorIdOf(index);
    await sql.begin(async (transaction) => {
      const known = await transaction`select 1 from creators where id = ${id}`;
      if (known.length === 0) await addCreator(transaction, creatorAt(index), id);
    });
  }
}
