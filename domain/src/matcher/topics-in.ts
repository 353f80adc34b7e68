import { GROUPS, TOPICS } from './topics.ts';
import { hasPhrase, stems, withoutPhrase } from './words.ts';

export interface FoundTopic {
  readonly label: string;
  readonly any: readonly string[];
  /** The phrase that named it. */
  readonly said: string;
  /** It names people, as an audience is described by. */
  readonly isGroup: boolean;
}

/**
 * The topics that a text names by their own name or one of their words, the narrowest that says so; of an audience also
 * who it is.
 */
export function topicsIn(text: string, ofAudience: boolean): FoundTopic[] {
  const { table, phrases } = ofAudience ? OF_AUDIENCE : OF_CREATORS;
  const found: FoundTopic[] = [];
  let words = text;
  let roots = stems(words);
  for (const { said, first } of phrases) {
    if (!roots.includes(first) || !hasPhrase(roots, said)) continue;
    // "travel" is that topic, although "traveler" has the same stem and comes first.
    const own = table[said]
      ? said
      : Object.keys(table).find((topic) => stems(topic).join() === stems(said).join());
    const name = own ?? Object.keys(table).find((topic) => table[topic]?.includes(said)) ?? said;
    // A word that only belongs to a wider topic asks for that word, not for all of the topic.
    const any = own || isSynonym(name, said) ? [name, ...(table[name] ?? [])] : [said];
    found.push({
      label: own ?? said,
      any: [...new Set([said, ...any])],
      said,
      isGroup: isGroup(said),
    });
    words = withoutPhrase(words, said);
    roots = stems(words);
  }
  return found;
}

function isGroup(said: string): boolean {
  return said in GROUPS || Object.values(GROUPS).some((words) => words.includes(said));
}

type Table = Readonly<Record<string, readonly string[]>>;

/** The longest first, each with the stem of its first word. */
function withPhrases(table: Table) {
  const all = [...new Set([...Object.keys(table), ...Object.values(table).flat()])];
  const phrases = all
    .sort((a, b) => b.split(' ').length - a.split(' ').length || b.length - a.length)
    .map((said) => ({ said, first: stems(said)[0] ?? '' }));
  return { table, phrases };
}
const OF_CREATORS = withPhrases(TOPICS);
const OF_AUDIENCE = withPhrases({ ...TOPICS, ...GROUPS });

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
