import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';

/** What one word of a search was found in. */
export interface Found {
  readonly creators: readonly string[];
  readonly campaigns: readonly string[];
  /** Set where so many creators contain the word that SQL looks them up again instead of getting their ids. */
  readonly creatorPattern?: string;
}

/** Creators found beyond this many are named by their pattern. */
const MOST_IDS = 500;

/** Words shorter than this have too few trigrams to tell a typing mistake from another word. */
const MIN_FUZZY_CHARS = 4;
/** Share of a word's trigrams that must be found in a name for it to count as the same word mistyped. */
const SAME_WORD = 0.4;

/**
 * Finds creators (name, handle) and campaigns (name) that contain a word, whatever its case and accents. Where
 * nothing does and the server has trigrams, what is spelled nearly so.
 */
export async function findWord(
  sql: Queries,
  word: string,
  among: 'all' | 'creators' = 'all',
): Promise<Found> {
  const exact = await containing(sql, word);
  const count = exact.creators.length + (among === 'all' ? exact.campaigns.length : 0);
  if (count > 0 || word.length < MIN_FUZZY_CHARS) return exact;
  return (await hasTrigrams(sql)) ? await similar(sql, word) : exact;
}

async function containing(sql: Queries, word: string): Promise<Found> {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const found = group(
    await sql<Hit[]>`
      (select id, true as creator from (${creatorsLike(sql, pattern)}) c limit ${MOST_IDS + 1})
      union all select id, false from campaigns where name_key like folded(${pattern})`,
  );
  return found.creators.length > MOST_IDS ? { ...found, creatorPattern: pattern } : found;
}

function creatorsLike(sql: Queries, pattern: string): postgres.Fragment {
  return sql`
    select id from creators where name_key like folded(${pattern})
    union select creator_id from creator_handles where handle_key like lower(${pattern})`;
}

/** SQL that is true where the column names one of the creators found. */
export function isFoundCreator(
  sql: Queries,
  column: postgres.Fragment,
  { creators, creatorPattern }: Found,
): postgres.Fragment {
  if (creatorPattern !== undefined) return sql`${column} in (${creatorsLike(sql, creatorPattern)})`;
  return sql`${column} = any(${[...creators]}::uuid[])`;
}

async function similar(sql: Queries, word: string): Promise<Found> {
  const [, hits] = await Promise.all([
    sql`select set_config('pg_trgm.word_similarity_threshold', ${String(SAME_WORD)}, true)`,
    sql<Hit[]>`
      select id, true as creator from creators where folded(${word}) <% name_key
      union select creator_id, true from creator_handles where lower(${word}) <% handle_key
      union all select id, false from campaigns where folded(${word}) <% name_key`,
  ]);
  return group(hits);
}

async function hasTrigrams(sql: Queries): Promise<boolean> {
  const rows = await sql`select 1 from pg_extension where extname = 'pg_trgm'`;
  return rows.length > 0;
}

interface Hit {
  readonly id: string;
  readonly creator: boolean;
}

function group(hits: readonly Hit[]): Found {
  return {
    creators: hits.filter((hit) => hit.creator).map((hit) => hit.id),
    campaigns: hits.filter((hit) => !hit.creator).map((hit) => hit.id),
  };
}
