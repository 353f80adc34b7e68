import { describe, expect, test } from 'vitest';
import { inWords } from '../../src/matcher/condition.ts';
import { match } from '../../src/matcher/match.ts';
import type { Profile } from '../../src/matcher/profile.ts';
import { readCriteria } from '../../src/matcher/read-criteria.ts';
import { VALIDATOR_CRITERIA_CHARS } from '../../src/validation.ts';

/** What people write, what is read of it, and what is said to be not understood. */
type Row = [criteria: string, read: readonly string[], unread?: readonly string[]];

function expectRead(criteria: string, read: readonly string[], unread: readonly string[] = []) {
  const result = readCriteria(criteria);
  expect({
    read: result.conditions.map(inWords).toSorted(),
    unread: result.unread.toSorted(),
  }).toEqual({ read: read.toSorted(), unread: unread.toSorted() });
}

const FIGURES: readonly Row[] = [
  ['0.5M+ followers', ['at least 500,000 followers']],
  ['10 to 50 thousand followers', ['10,000 to 50,000 followers']],
  ['ten thousand followers', ['at least 10,000 followers']],
  ['half a million followers', ['at least 500,000 followers']],
  ['min. 10.000 followers', ['at least 10,000 followers']],
  ['100K followers maximum', ['at most 100,000 followers']],
  ['50,000 followers or less', ['at most 50,000 followers']],
  ['not over 100k followers', ['at most 100,000 followers']],
  ['no less than 5k followers', ['at least 5,000 followers']],
  ['no accounts above 1M followers', ['at most 1,000,000 followers']],
  ['no creators with more than 1M followers', ['at most 1,000,000 followers']],
  ['exclude creators under 5k followers', ['at least 5,000 followers']],
  [
    'more than 10k but fewer than 100k followers',
    ['more than 10,000 followers', 'less than 100,000 followers'],
  ],
  ['engagement between 2% and 8%', ['engagement of 2 % to 8 %']],
  ['at least 2,5 % engagement', ['engagement of at least 2.5 %']],
  ['engagement 2.5% or higher', ['engagement of at least 2.5 %']],
  [
    'Engagement above 3% and followers above 20k',
    ['engagement of more than 3 %', 'more than 20,000 followers'],
  ],
  ['micro or macro influencers', ['10,000 to 1,000,000 followers']],
  [
    'at least 100k on TikTok and at least 50k on Instagram',
    [
      ...['at least 100,000 followers on TikTok', 'at least 50,000 followers on Instagram'],
      ...['on TikTok', 'on Instagram'],
    ],
  ],
  ['around 50k followers', [], ['around 50k followers']],
  ['nano or macro influencers', [], ['nano or macro influencers']],
  [
    'at least 100K on TikTok or 50K on Instagram',
    [],
    ['at least 100K on TikTok or 50K on Instagram'],
  ],
  ['10k followers or 3% engagement', [], ['10k followers or 3% engagement']],
];

const NO_FIGURES_OF_A_PROFILE: readonly Row[] = [
  ['Beauty creators with a budget of $5,000 per post', ['beauty'], ['a budget of $5,000 per post']],
  ['rate under 500 EUR per video', [], ['rate under 500 EUR per video']],
  ['costs at most €1.000 per Reel', [], ['costs at most €1.000 per Reel']],
  ['fee between 1k and 3k', [], ['fee between 1k and 3k']],
  ['budget 10k, travel', ['travel'], ['budget 10k']],
  ['5.000 € Budget', [], ['5.000 € Budget']],
  ['Rate: 200-400 €', [], ['Rate: 200-400 €']],
  ['at least 20k views per reel', [], ['at least 20k views per reel']],
  ['20k likes', [], ['20k likes']],
  ['posts at least 3 times a week', [], ['at least 3 times a week']],
  ['more than 5 years of experience', [], ['more than 5 years of experience']],
  ['10+ collaborations', [], ['10+ collaborations']],
  ['no more than 10% fake followers', [], ['no more than 10% fake followers']],
  ['growth of 5% per month', [], ['growth of 5% per month']],
  ['100% vegan', ['vegan']],
];

const PEOPLE: readonly Row[] = [
  ['women 18-34', [], ['women 18-34']],
  ['Women 25 to 44 in Germany', ['from Germany'], ['women 25 to 44']],
  ['creators aged 25+', [], ['creators aged 25+']],
  ['Fitness creators over 30', ['fitness'], ['over 30']],
  ['creators in their 30s', [], ['creators in their 30s']],
  ['female fitness creators', ['fitness'], ['female']],
  ['18-34 year old audience', ['audience aged 18 to 34']],
  ['audience aged 25 and older', ['audience aged 25 to 99']],
  ['followers over 40', ['audience aged 40 to 99']],
  [
    'audience: women, 25-34, Germany',
    ['audience of women', 'audience aged 25 to 34', 'audience of Germany'],
  ],
  [
    'Audience in Germany, Austria and Switzerland',
    ['audience of Germany or Austria or Switzerland'],
  ],
  ['at least 60% female audience', [], ['at least 60% female audience']],
  ['70% of followers in the US', [], ['70% of followers in the US']],
];

const PLACES_AND_LISTS: readonly Row[] = [
  [
    'Based in the US, UK, Canada or Australia',
    ['from Australia or United States or Canada or United Kingdom'],
  ],
  ['outside the US', ['not from United States']],
  ['Not from Russia', ['not from Russia']],
  ['Latin American creators', ['from Latin american']],
  ['DACH region', ['from DACH']],
  ['European creators but not from the UK', ['from European', 'not from United Kingdom']],
  ['lives in London or Manchester', [], ['lives in London or Manchester']],
  ['English content', [], ['English content']],
  ['No gambling, based in Germany', ['no gambling', 'from Germany']],
  [
    'No gambling, at least 10k followers, Germany',
    ['no gambling', 'at least 10,000 followers', 'from Germany'],
  ],
  ['Beauty, fashion, Instagram or TikTok', ['beauty', 'fashion', 'on Instagram or TikTok']],
  ['not only fitness', ['fitness']],
  ['luxury travel, but not budget travel', ['luxury', 'travel'], ['not budget travel']],
  ['must not promote alcohol', ['no alcohol']],
  ['has never promoted fast fashion', [], ['has never promoted fast fashion']],
  ['authentic tone, verified account', [], ['authentic tone', 'verified account']],
  ['high engagement and a strong community', [], ['high engagement', 'a strong community']],
  [
    'Fitness creators with 20k–200k followers, ER ≥ 2%, based in the UK or Ireland, no supplements',
    [
      ...['fitness', '20,000 to 200,000 followers', 'engagement of at least 2 %'],
      ...['from Ireland or United Kingdom', 'no supplements'],
    ],
  ],
  [
    'Tech reviewers on YouTube with at least 50k subscribers and at least 10k views per video',
    ['tech', 'on YouTube', 'at least 50,000 followers'],
    ['at least 10k views per video'],
  ],
];

describe('sentences of a marketing manager', () => {
  test.each<Row>(FIGURES)('figures: %s', (...row) => expectRead(...row));
  test.each<Row>(NO_FIGURES_OF_A_PROFILE)('nothing a profile says: %s', (...row) =>
    expectRead(...row),
  );
  test.each<Row>(PEOPLE)('people: %s', (...row) => expectRead(...row));
  test.each<Row>(PLACES_AND_LISTS)('places and lists: %s', (...row) => expectRead(...row));
});

const ARIA: Profile = {
  name: 'Aria',
  bio: 'Skin care every day.',
  country: 'Germany',
  audience: 'Women 20–35',
  handles: [
    { platform: 'Instagram', handle: 'aria', followers: 48_200, engagementPercent: 3.4 },
    { platform: 'TikTok', handle: 'aria', followers: 9_000, engagementPercent: null },
  ],
};

describe('what was not understood leaves no strong match', () => {
  test.each([
    ['Skincare', 3, ''],
    ['Skincare, women 18-34', 2, ' Not judged by rules: women 18-34.'],
    ['Skincare, budget of $5,000', 2, ' Not judged by rules: budget of $5,000.'],
  ])('%s: %d', (criteria, score, left) => {
    expect(match(readCriteria(criteria), ARIA)).toEqual({
      kind: 'scored',
      score,
      reason: `Matches skincare (“skin care”) in the bio.${left}`,
    });
  });

  test('nor does what is ruled out and not known to be absent', () => {
    const result = match(readCriteria('Skincare, not from France'), { ...ARIA, country: null });
    expect(result).toMatchObject({
      score: 2,
      reason: expect.stringContaining('Not known: not from France'),
    });
  });

  test('however long the reason, it says what was not understood', () => {
    const topics = Array.from({ length: 40 }, (_, index) => `“topic ${index}”`).join(', ');
    const result = match(readCriteria(`Skincare, ${topics}, women 18-34`), ARIA);
    expect(result).toMatchObject({
      reason: expect.stringMatching(/… Not judged by rules: women 18-34\.$/),
    });
  });

  test('a figure asked for on one platform does not count on another', () => {
    const both = (tikTok: string) =>
      match(readCriteria(`at least 40k on Instagram and at least ${tikTok} on TikTok`), ARIA);
    expect([both('9k'), both('10k')]).toMatchObject([{ score: 3 }, { score: 2 }]);
  });
});

// A list of this length took the pattern that found its end longer than anybody waits.
test.each(['beauty, ', '10k ', '1,000', 'between 1 and '])(
  'the longest criteria are read: %s',
  (text) => {
    const { conditions, unread } = readCriteria(
      text.repeat(Math.floor(VALIDATOR_CRITERIA_CHARS / text.length)),
    );
    expect(conditions.length + unread.length).toBeGreaterThan(0);
  },
);
