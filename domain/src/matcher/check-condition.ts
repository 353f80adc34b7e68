import type { Condition } from './condition.ts';
import { inWords } from './condition.ts';
import { grouped, isWithin } from './figures.ts';
import { countryNamed, placesIn } from './places.ts';
import type { Profile } from './profile.ts';
import { ageIn } from './ages.ts';
import { folded, hasPhrase, stems } from './words.ts';

/** What a condition says of a profile, with the words for it. */
export interface Checked {
  readonly condition: Condition;
  readonly result: 'met' | 'unmet' | 'unknown';
  readonly words: string;
}

/** Checks one condition. `platforms`: where figures count, empty for everywhere. */
export function check(
  condition: Condition,
  profile: Profile,
  platforms: readonly string[],
): Checked {
  const answer = (result: Checked['result'], words: string): Checked => ({
    condition,
    result,
    words,
  });
  switch (condition.kind) {
    case 'words':
      return checkWords(condition, profile, answer);
    case 'audience':
      return checkAudience(condition, profile, answer);
    case 'age':
      return checkAge(condition, profile, answer);
    case 'country':
      return checkCountry(condition, profile, answer);
    case 'platform': {
      const isOn = profile.handles.some(({ platform }) => condition.any.includes(platform));
      return answer(isOn !== condition.isNegated ? 'met' : 'unmet', said(condition, isOn));
    }
    case 'followers':
    case 'engagement': {
      const handles = handlesOf(condition, profile, platforms);
      if (handles.length === 0 && condition.on.length > 0)
        return answer('unmet', inWords(condition));
      if (condition.kind === 'followers') return checkFollowers(condition, handles, answer);
      return checkEngagement(condition, handles, answer);
    }
    default:
      return condition satisfies never;
  }
}

type Listed = Extract<Condition, { any: readonly string[] }>;
type Answer = (result: Checked['result'], words: string) => Checked;

/** What is ruled out and there after all is said as it is: "from Germany", not "not from Germany". */
function said(condition: Listed, isThere: boolean): string {
  return inWords({ ...condition, isNegated: condition.isNegated && !isThere });
}

function checkWords(condition: Listed, profile: Profile, answer: Answer): Checked {
  const places = [
    ['the bio', profile.bio],
    ['the audience', profile.audience],
    ['the name', profile.name],
    ['a handle', profile.handles.map(({ handle }) => handle.replace(/[._-]/g, ' ')).join(' | ')],
  ] as const;
  for (const [where, text] of places) {
    const words = stems(text ?? '');
    const phrase = condition.any.find((one) => hasPhrase(words, one));
    if (phrase === undefined) continue;
    const said = folded(phrase) === folded(condition.label) ? '' : ` (“${phrase}”)`;
    return answer(condition.isNegated ? 'unmet' : 'met', `${condition.label}${said} in ${where}`);
  }
  if (condition.isNegated) return answer('met', inWords(condition));
  const isBlank = profile.bio === null && profile.audience === null;
  return isBlank
    ? answer('unknown', `${condition.label} (the profile has no bio)`)
    : answer('unmet', condition.label);
}

function checkAudience(condition: Listed, profile: Profile, answer: Answer): Checked {
  if (profile.audience === null)
    return answer('unknown', `${inWords(condition)} (no audience is given)`);
  const words = stems(profile.audience);
  const isThere = condition.any.some((phrase) => hasPhrase(words, phrase));
  return answer(isThere !== condition.isNegated ? 'met' : 'unmet', said(condition, isThere));
}

function checkAge(
  condition: Extract<Condition, { kind: 'age' }>,
  profile: Profile,
  answer: Answer,
): Checked {
  const given = profile.audience === null ? null : ageIn(profile.audience);
  if (given === null) return answer('unknown', `${inWords(condition)} (no age is given)`);
  const overlap = Math.min(given.to, condition.to) - Math.max(given.from, condition.from);
  const isMostly = overlap >= (Math.min(given.to, 70) - given.from) / 2;
  return answer(
    isMostly ? 'met' : 'unmet',
    `${inWords(condition)} (it is ${given.from} to ${given.to})`,
  );
}

function checkCountry(condition: Listed, { country }: Profile, answer: Answer): Checked {
  if (country === null) return answer('unknown', `${inWords(condition)} (no country is given)`);
  const known = countryNamed(country);
  const named = known === null ? placesIn(country).flatMap(({ countries }) => countries) : [known];
  const isThere = named.some((name) => condition.any.includes(name));
  return answer(
    isThere !== condition.isNegated ? 'met' : 'unmet',
    `${said(condition, isThere)}${isThere ? '' : ` (it is ${country})`}`,
  );
}

type Figure = Extract<Condition, { range: unknown }>;

function handlesOf(
  { on }: Figure,
  { handles }: Profile,
  platforms: readonly string[],
): Profile['handles'] {
  if (on.length > 0) return handles.filter(({ platform }) => on.includes(platform));
  const named = handles.filter(({ platform }) => platforms.includes(platform));
  return named.length > 0 ? named : handles;
}

function checkFollowers(condition: Figure, handles: Profile['handles'], answer: Answer): Checked {
  const counts = handles.flatMap(({ followers }) => followers ?? []);
  if (counts.length === 0)
    return answer('unknown', `${inWords(condition)} (no followers are given)`);
  const count = condition.isSum ? counts.reduce((sum, one) => sum + one, 0) : Math.max(...counts);
  const result = isWithin(count, condition.range) ? 'met' : 'unmet';
  return answer(result, `${inWords(condition)} (${grouped(count)})`);
}

function checkEngagement(condition: Figure, handles: Profile['handles'], answer: Answer): Checked {
  const rates = handles.flatMap(({ engagementPercent }) => engagementPercent ?? []);
  if (rates.length === 0) return answer('unknown', `${inWords(condition)} (none is given)`);
  const best = Math.max(...rates);
  const result = isWithin(best, condition.range) ? 'met' : 'unmet';
  return answer(result, `${inWords(condition)} (${grouped(best)} %)`);
}
