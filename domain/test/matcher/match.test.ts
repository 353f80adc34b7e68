import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inWords } from '../../src/matcher/condition.ts';
import { match, VALIDATION_REASON_CHARS } from '../../src/matcher/match.ts';
import type { Profile } from '../../src/matcher/profile.ts';
import { readCriteria } from '../../src/matcher/read-criteria.ts';

const ARIA: Profile = {
  name: 'Aria Thornwick',
  bio: 'Skin care and everyday life.',
  country: 'Germany',
  audience: 'Women 20–35 who read the ingredients',
  handles: [
    { platform: 'Instagram', handle: 'aria', followers: 48_200, engagementPercent: 3.4 },
    { platform: 'Podcast', handle: 'aria.talks', followers: 900, engagementPercent: null },
  ],
};
const judged = (criteria: string, profile: Partial<Profile> = {}) =>
  match(readCriteria(criteria), { ...ARIA, ...profile });

describe('what no rule can judge', () => {
  test.each([
    'speaks Spanish',
    'German-speaking',
    'family friendly',
    'never worked with competitors',
    'has collaborated with coffee brands',
  ])('%s: is named, and counts as nothing', (criteria) => {
    expect(readCriteria(criteria)).toEqual({ conditions: [], unread: [criteria] });
    expect(judged(criteria)).toMatchObject({ kind: 'failed' });
    expect(judged(`${criteria}, from Germany`)).toMatchObject({
      reason: `Matches from Germany. Not judged by rules: ${criteria}.`,
    });
  });
});

describe('criteria are read into conditions', () => {
  test.each([
    ['At least 10k followers', ['at least 10,000 followers']],
    ['more than 1.5M subscribers', ['more than 1,500,000 followers']],
    ['between 5,000 and 50k followers', ['5,000 to 50,000 followers']],
    ['5-50k subs', ['5,000 to 50,000 followers']],
    ['10.000+ followers', ['at least 10,000 followers']],
    ['under 1M', ['less than 1,000,000 followers']],
    ['micro-influencers', ['10,000 to 100,000 followers']],
    ['50,000 Instagram followers or more', ['at least 50,000 followers', 'on Instagram']],
    ['engagement > 3 %', ['engagement of more than 3 %']],
    ['an engagement rate of at least 2.5%', ['engagement of at least 2.5 %']],
    ['Instagram or TikTok', ['on Instagram or TikTok']],
    ['Twitch and YouTube', ['on Twitch', 'on YouTube']],
    ['based in Germany', ['from Germany']],
    ['German, Austrian or Swiss', ['from Austria or Germany or Switzerland']],
    ['not from the UK', ['not from United Kingdom']],
    ['An audience of women aged 20-35', ['audience aged 20 to 35', 'audience of women']],
    ['followers are mostly students', ['audience of students']],
    ['no gambling or alcohol', ['no gambling or alcohol']],
    ['no more than 200k followers', ['at most 200,000 followers']],
    ['between 10k and 100k', ['10,000 to 100,000 followers']],
    ['beauty, between 10,000 and 100,000', ['10,000 to 100,000 followers', 'beauty']],
    ['10.000 Follower', ['at least 10,000 followers']],
    ['TikTok or YouTube, not Twitch', ['on TikTok or YouTube', 'not on Twitch']],
    ['travel without luxury', ['travel', 'no luxury']],
    ['avoids fast fashion', ['no fast fashion']],
    ['German-speaking hikers in Austria', ['hiking', 'from Austria']],
    [
      'beauty creators in Germany with at least 50k followers on Instagram and engagement above 2 %',
      [
        ...['engagement of more than 2 %', 'at least 50,000 followers'],
        ...['beauty', 'on Instagram', 'from Germany'],
      ],
    ],
    ['No gambling, alcohol and tobacco', ['no gambling', 'no alcohol', 'no tobacco']],
    ['Sourdough bakers', ['sourdough', 'baking']],
    ['Creators who talk about cold brew', ['cold brew']],
    ['must mention “zero waste”', ['“zero waste”']],
  ])('%s', (criteria, words) => {
    expect(readCriteria(criteria).conditions.map(inWords).toSorted()).toEqual(words.toSorted());
  });

  test('what no rule understands is kept apart, not guessed', () => {
    const { conditions, unread } = readCriteria('Hikers with a friendly tone of voice');
    expect(conditions.map(inWords)).toEqual(['hiking']);
    expect(unread).toEqual(['a friendly tone of voice']);
  });
});

describe('the score is the share of conditions met', () => {
  test.each([
    ['Beauty on Instagram, at least 10k followers, based in Germany, no gambling', 3],
    ['Skincare, at least 10k followers, from France', 2],
    ['Skincare, from France', 1],
    ['Hiking, from France', 0],
    ['Skincare, not from Germany', 0],
    ['Gym creators, at least 10k followers', 1],
    ['no gambling', 3],
  ])('%s: %d', (criteria, score) => {
    expect(judged(criteria)).toMatchObject({ kind: 'scored', score });
  });

  test('what is ruled out and there is 0, whatever else matches', () => {
    const bio = 'Skin care, and poker on weekends';
    expect(judged('Skincare, at least 10k followers, no gambling', { bio })).toEqual({
      kind: 'scored',
      score: 0,
      reason: 'Ruled out: gambling (“poker”) in the bio.',
    });
  });

  test('figures count on the platforms asked for', () => {
    expect(judged('Podcast with at least 10k followers')).toMatchObject({ score: 1 });
  });

  test('synonyms, forms of a word and names of countries meet', () => {
    const fit = { bio: 'Workouts for runners', country: 'Deutschland' };
    expect(judged('Gym creators from Germany', fit)).toMatchObject({ score: 3 });
    expect(judged('Hiking', { bio: 'I am a hiker' })).toMatchObject({ score: 3 });
  });

  test('the reason names what matched, what did not, and what is not known', () => {
    const result = judged('Skincare, at least 100k followers, from Germany', { country: null });
    expect(result).toMatchObject({ kind: 'scored', score: 1 });
    expect(result.kind === 'scored' && result.reason).toMatch(
      /^Matches skincare.*Does not match at least 100,000 followers \(48,200\)\. Not known: from Germany/,
    );
  });
});

describe('where nothing can be judged there is no score', () => {
  test('criteria that no rule reads', () => {
    expect(judged('They should feel right for us and share our values deeply')).toEqual({
      kind: 'failed',
      detail: expect.stringContaining('No rule can read the criteria'),
    });
  });

  test('a profile that says nothing of what is asked', () => {
    expect(judged('from Germany', { country: null })).toMatchObject({ kind: 'failed' });
  });
});

const anyProfile = fc.record({
  name: fc.string(),
  bio: fc.option(fc.string({ unit: 'grapheme' })),
  country: fc.option(fc.string()),
  audience: fc.option(fc.string()),
  handles: fc.array(
    fc.record({
      platform: fc.constantFrom('Instagram', 'TikTok', 'Other'),
      handle: fc.string(),
      followers: fc.option(fc.nat()),
      engagementPercent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    }),
    { maxLength: 4 },
  ),
});

test('any criteria and any profile give one short, well-formed answer, always the same', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      anyProfile,
      (criteria, profile) => {
        const first = match(readCriteria(criteria), profile);
        expect(match(readCriteria(criteria), profile)).toEqual(first);
        const words = first.kind === 'scored' ? first.reason : first.detail;
        expect(words.length).toBeLessThanOrEqual(VALIDATION_REASON_CHARS);
        if (first.kind === 'scored') expect([0, 1, 2, 3]).toContain(first.score);
      },
    ),
  );
});

test('more followers never turn a match of a minimum into none', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000_000),
      fc.integer({ min: 100, max: 1_000_000 }),
      (followers, least) => {
        const handles = [{ platform: 'X', handle: 'x', followers, engagementPercent: null }];
        const result = judged(`at least ${least} followers`, { handles });
        expect(result).toMatchObject({ score: followers >= least ? 3 : 0 });
      },
    ),
  );
});
