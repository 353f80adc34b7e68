import type { Queries } from '@parley/workflows/projection/postgres';
import { MIN_FUZZY_CHARS, similar } from '../../search.ts';
import { folded } from '../../search-text.ts';
import { flags } from '../checks.ts';
import type { ListColumns } from './list-columns.ts';

/**
 * By row: 1 where the creator (name, handle) or the campaign contains the word, whatever its case and accents. Where
 * nothing does, what is spelled nearly so.
 */
export async function foundRows(
  sql: Queries,
  columns: ListColumns,
  word: string,
): Promise<Int32Array> {
  const key = folded(word);
  const has = (text: string) => text.includes(key);
  const creators = flags(columns.creatorTexts, has);
  const campaigns = flags(columns.campaignKeys, has);
  const isNowhere = !creators.includes(1) && !campaigns.includes(1);
  if (isNowhere && key.length >= MIN_FUZZY_CHARS) {
    const found = await similar(sql, word);
    for (const creator of columns.creators.findAll(found.creators)) creators[creator] = 1;
    for (const campaign of columns.campaigns.findAll(found.campaigns)) campaigns[campaign] = 1;
  }
  const rows = new Int32Array(columns.size);
  for (let row = 0; row < rows.length; row += 1)
    rows[row] =
      (creators[columns.creator[row] ?? 0] ?? 0) | (campaigns[columns.campaign[row] ?? 0] ?? 0);
  return rows;
}
