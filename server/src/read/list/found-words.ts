import type { Queries } from '@parley/workflows/projection/postgres';
import { MIN_FUZZY_CHARS, similar } from '../search.ts';
import { folded, searchWords } from '../search-text.ts';
import { flags } from './checks.ts';
import type { ListColumns } from './memory/list-columns.ts';
import type { Listed } from './memory/listed.ts';

/** Where one word of a search was found: a flag for every creator, and one for every campaign. */
export interface FoundWord {
  readonly creators: Uint8Array;
  readonly campaigns: Uint8Array;
}

/** Where the words of a search are found; null where one must be looked up by how it is spelled. */
export function foundWords(listed: Listed, text: string | undefined): FoundWord[] | null {
  const found = searchWords(text).map((word) => foundWord(listed, word));
  return found.every((one) => one !== null) ? found : null;
}

/** The same, looking up what nothing contains: creators and campaigns that are spelled nearly so. */
export async function lookUpWords(
  sql: Queries,
  listed: Listed,
  text: string | undefined,
): Promise<FoundWord[]> {
  const words: FoundWord[] = [];
  for (const word of searchWords(text)) {
    const found = foundWord(listed, word);
    if (!found) listed.nearly.set(word, await similar(sql, word));
    const now = found ?? foundWord(listed, word);
    if (now) words.push(now);
  }
  return words;
}

/** Creator (name, handle) or campaign contain the word, whatever its case and accents, or else are known to be near it. */
function foundWord({ columns, nearly }: Listed, word: string): FoundWord | null {
  const key = folded(word);
  const has = (text: string) => text.includes(key);
  const creators = flags(columns.creatorTexts, has);
  const campaigns = flags(columns.campaignKeys, has);
  const isSomewhere = creators.includes(1) || campaigns.includes(1);
  if (isSomewhere || key.length < MIN_FUZZY_CHARS) return { creators, campaigns };
  const near = nearly.get(word);
  if (!near) return null;
  for (const creator of columns.creators.findAll(near.creators)) creators[creator] = 1;
  for (const campaign of columns.campaigns.findAll(near.campaigns)) campaigns[campaign] = 1;
  return { creators, campaigns };
}

/** By row: 1 where its creator or its campaign has the word. */
export function rowsWith(columns: ListColumns, { creators, campaigns }: FoundWord): Int32Array {
  const { creator, campaign } = columns;
  const rows = new Int32Array(columns.size);
  for (let row = 0; row < rows.length; row += 1)
    rows[row] = (creators[creator[row] ?? 0] ?? 0) | (campaigns[campaign[row] ?? 0] ?? 0);
  return rows;
}
