import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';

/** The creators that one word of a search was found in. */
export interface Found {
  readonly creators: readonly string[];
  /** Set where so many creators contain the word that SQL looks them up again instead of getting their ids. */
  readonly pattern?: string;
}

/** Creators found beyond this many are named by their pattern. */
const MOST_IDS = 500;

/** Words shorter than this have too few trigrams to tell a typing mistake from another word. */
export const MIN_FUZZY_CHARS = 4;
/** Share of a word's trigrams that must be found in a name for it to count as the same word mistyped. */
const SAME_WORD = 0.4;

/**
 * Finds creators whose name or handle contains a word, whatever its case and accents. Where none does and the server
 * has trigrams, those spelled nearly so.
 */
export async function findCreators(sql: Queries, word: string): Promise<Found> {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await sql<{ id: string }[]>`
    select id from (${creatorsLike(sql, pattern)}) c limit ${MOST_IDS + 1}`;
  const creators = rows.map((row) => row.id);
  if (creators.length > MOST_IDS) return { creators, pattern };
  if (creators.length > 0 || word.length < MIN_FUZZY_CHARS) return { creators };
  return { creators: (await similar(sql, word)).creators };
}

function creatorsLike(sql: Queries, pattern: string): postgres.Fragment {
  return sql`
    select id from creators where name_key like (select folded(${pattern}))
    union select creator_id from creator_handles where handle_key like (select lower(${pattern}))`;
}

/** SQL that is true where the column names one of the creators found. */
export function isFoundCreator(
  sql: Queries,
  column: postgres.Fragment,
  { creators, pattern }: Found,
): postgres.Fragment {
  if (pattern !== undefined) return sql`${column} in (${creatorsLike(sql, pattern)})`;
  return sql`${column} = any(${[...creators]}::uuid[])`;
}

/** Ids of creators and campaigns. */
export interface Similar {
  readonly creators: readonly string[];
  readonly campaigns: readonly string[];
}

/** Creators and campaigns spelled nearly as the word; nothing where the server has no trigrams. */
export async function similar(sql: Queries, word: string): Promise<Similar> {
  if (!(await hasTrigrams(sql))) return { creators: [], campaigns: [] };
  const [, hits] = await Promise.all([
    sql`select set_config('pg_trgm.word_similarity_threshold', ${String(SAME_WORD)}, true)`,
    sql<Hit[]>`
      select id, true as is_creator from creators where folded(${word}) <% name_key
      union select creator_id, true from creator_handles where lower(${word}) <% handle_key
      union all select id, false from campaigns where folded(${word}) <% name_key`,
  ]);
  const idsOf = (kind: boolean) =>
    hits.filter((hit) => hit.is_creator === kind).map((hit) => hit.id);
  return { creators: idsOf(true), campaigns: idsOf(false) };
}

async function hasTrigrams(sql: Queries): Promise<boolean> {
  const rows = await sql`select 1 from pg_extension where extname = 'pg_trgm'`;
  return rows.length > 0;
}

interface Hit {
  readonly id: string;
  readonly is_creator: boolean;
}
