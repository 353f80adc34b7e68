import type { Condition } from './condition.ts';
import { placesIn } from './places.ts';
import { platformsIn } from './platforms.ts';
import { GROUPS, TOPICS } from './topics.ts';
import { folded, hasPhrase, stems, withoutPhrase } from './words.ts';

const NEGATION =
  /\b(no|not|never|without|avoid|avoids|avoiding|exclude|excludes|excluding|except|dont|don't|don’t|doesn't|doesn’t|does not|do not|isn't|nothing|free of|none|must not|should not|cannot)\b/i;
const AUDIENCE =
  /\b(audience|followers? (?:are|is)|viewers?|readers|fans|community|demographic|listeners|aimed at|targets?|targeting|followed by|popular (?:with|among)|appeals? to|reach(?:es|ing))\b/i;
/** Words after or before which a further word is what the creator is about. */
const ABOUT =
  /\b(about|mentions?|mentioning|talks? about|posts? about|content on|content about|focus(?:es|ed)? on|speciali[sz](?:es|ed|ing) in|loves?|niche|into|features?|keywords?)\b[:\s]*(.+)$/i;
const KIND =
  /^(.+?)\s+(creators?|influencers?|bloggers?|vloggers?|content|videos?|posts|channels?|accounts?|enthusiasts?|fans|lovers?|experts?|niche)$/i;
/** Words that carry no condition by themselves. */
const FILLER = new Set(
  `a an the of on in at to for from by is are be been being has have having should must may can will would we i our us you your they
their them he she his her it its this that these those who which whose what as so or and with want wants wanted need needs look looks looking prefer
preferably ideally only any some all more most very really mainly mostly primarily please creator creators influencer influencers
blogger bloggers vlogger vloggers content people person someone anyone profile profiles account accounts channel channels page post posts
posting posted video videos make makes making create creates creating publish publishes share shares sharing active based located living lives live
country region platform platforms least good high strong match matches fit fits brand brands campaign topic topics category niche
no not never without avoid avoids avoiding exclude excluding except dont doesnt do does isnt nothing free none also
audience viewer viewers reader readers fan fans community demographic listeners aimed target targets targeting followed popular among appeals
into total combined altogether across talk talks talking about mention mentions mentioning love loves like likes liking interested
focus focused focuses focusing specialise specialised specialize specialized interest interests wanted fans such work works working say says deal deals
reach reaches reaching followers follower following subscribers size aged age ages between`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

export interface ReadClause {
  readonly conditions: Condition[];
  readonly isNegated: boolean;
  /** What is left and not understood; null: everything was. */
  readonly unread: string | null;
}

/** Reads one part of a sentence: platforms, places, who the audience is, what the creator is about. */
export function readClause(clause: string, goesOn: boolean): ReadClause {
  const isNegated =
    NEGATION.test(clause) || (goesOn && !/\b(must|should|only|has|have|is|are)\b/i.test(clause));
  const isAudience = AUDIENCE.test(clause);
  const conditions: Condition[] = [];
  const add = (
    kind: 'words' | 'platform' | 'country' | 'audience',
    any: readonly string[],
    label: string,
  ) => conditions.push({ kind, label, any, isNegated });

  const quoted = [...clause.matchAll(/["“”]([^"“”]{2,60})["“”]/g)].map((match) => match[1] ?? '');
  for (const phrase of quoted) add('words', [phrase], `“${phrase}”`);
  const open = quoted.reduce((text, phrase) => text.replace(phrase, ' '), clause);
  const { found: platforms, rest: named } = platformsIn(open);
  addEach(open, platforms, (some) => add('platform', some, some.join(' or ')));
  const places = placesIn(open);
  const countries = [...new Set(places.flatMap((place) => place.countries))];
  const placeNames = places.map(({ phrase, countries: [first = phrase, ...more] }) =>
    more.length > 0 ? `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}` : first,
  );
  if (places.length > 0 && isAudience)
    add(
      'audience',
      [...countries, ...places.map(({ phrase }) => phrase)],
      [...new Set(placeNames)].join(' or '),
    );
  else if (places.length > 0) add('country', countries, [...new Set(placeNames)].join(' or '));
  let rest = places.reduce((text, { phrase }) => withoutPhrase(text, phrase), named);

  const ages = isAudience || /\b(aged?|year)/i.test(open) ? ageIn(open) : null;
  if (ages) conditions.push(ages);
  const topics = topicsIn(rest, isAudience ? { ...TOPICS, ...GROUPS } : TOPICS);
  rest = topics.reduce((text, topic) => withoutPhrase(text, topic.said), rest);
  const kind = isAudience ? 'audience' : 'words';
  if (topics.length > 0 && (clause.includes('|') || topics.length === 1))
    add(
      kind,
      topics.flatMap(({ any }) => any),
      topics.map(({ label }) => label).join(' or '),
    );
  else for (const topic of topics) add(kind, topic.any, topic.label);

  const left = leftOver(rest);
  if (left === '') return { conditions, isNegated, unread: null };
  const term = termOf(open, left, conditions.length === 0 || isNegated);
  if (term === null) return { conditions, isNegated, unread: left };
  add(kind, term, term.join(' or '));
  return { conditions, isNegated, unread: null };
}

/** "Instagram | TikTok": one of them; named otherwise, each. */
function addEach(
  clause: string,
  found: readonly string[],
  add: (some: readonly string[]) => void,
): void {
  if (found.length === 0) return;
  if (clause.includes('|') || clause.includes('/')) add(found);
  else for (const one of found) add([one]);
}

interface FoundTopic {
  readonly label: string;
  readonly any: readonly string[];
  /** The phrase that named it. */
  readonly said: string;
}

/** The topics that a text names by their own name or one of their words: the narrowest that says so. */
function topicsIn(text: string, table: Readonly<Record<string, readonly string[]>>): FoundTopic[] {
  const found: FoundTopic[] = [];
  let words = text;
  for (const said of phrasesOf(table)) {
    if (!hasPhrase(stems(words), said)) continue;
    // "travel" is that topic, although "traveler" has the same stem and comes first.
    const own = table[said]
      ? said
      : Object.keys(table).find((topic) => stems(topic).join() === stems(said).join());
    const name = own ?? Object.keys(table).find((topic) => table[topic]?.includes(said)) ?? said;
    // A word that only belongs to a wider topic asks for that word, not for all of the topic.
    const any = own || isSynonym(name, said) ? [name, ...(table[name] ?? [])] : [said];
    found.push({ label: own ?? said, any: [...new Set([said, ...any])], said });
    words = withoutPhrase(words, said);
  }
  return found;
}

function phrasesOf(table: Readonly<Record<string, readonly string[]>>): string[] {
  const phrases = [...new Set([...Object.keys(table), ...Object.values(table).flat()])];
  return phrases.sort((a, b) => b.split(' ').length - a.split(' ').length || b.length - a.length);
}

/** Everyday words for one thing. */
const SAME: readonly (readonly string[])[] = [
  ['fitness', 'gym', 'workout', 'work out'],
  ['beauty', 'makeup', 'make up', 'cosmetics'],
  ['technology', 'tech', 'gadget'],
  ['food', 'foodie'],
  ['gaming', 'gamer'],
  ['gambling', 'casino', 'betting'],
  ['parenting', 'parent', 'mum', 'mom'],
  ['outdoor', 'camping'],
];
function isSynonym(topic: string, said: string): boolean {
  return SAME.some((words) => words.includes(topic) && words.includes(said));
}

/** An age range of an audience: "20–35", "18+", "under 30". */
export function ageIn(text: string): Extract<Condition, { kind: 'age' }> | null {
  const range = /\b(\d{2})\s*(?:-|–|—|to|and)\s*(\d{2})\b/.exec(text);
  if (range) return { kind: 'age', from: Number(range[1]), to: Number(range[2]) };
  const from = /\b(?:over|older than|at least|from)\s*(\d{2})\b|\b(\d{2})\s*\+/i.exec(text);
  if (from) return { kind: 'age', from: Number(from[1] ?? from[2]), to: 99 };
  const to = /\b(?:under|younger than|up to|below)\s*(\d{2})\b/i.exec(text);
  return to ? { kind: 'age', from: 0, to: Number(to[1]) } : null;
}

function leftOver(text: string): string {
  return folded(text)
    .split(' ')
    .filter((word) => word !== '' && !FILLER.has(word) && !/^[\d%+.|]+$/.test(word))
    .join(' ');
}

/** What is left as words to look for, where it clearly says what the creator is about; null where it may be anything. */
function termOf(clause: string, left: string, isAlone: boolean): readonly string[] | null {
  const words = left.split(' ');
  // "with a friendly tone" describes; "sourdough bakers" names.
  if (/^(an?|the)\s/i.test(clause.trim())) return null;
  const marked = ABOUT.test(clause) || KIND.test(clause.trim());
  const said = folded(clause).split(' ').length;
  const isShort = isAlone && words.length <= 2 && said <= words.length + 1;
  if (words.length > 4 || (!marked && !isShort)) return null;
  const alternatives = clause
    .split('|')
    .map(leftOver)
    .filter((text) => words.some((word) => text.split(' ').includes(word)));
  return alternatives.length > 1 ? alternatives : [left];
}
