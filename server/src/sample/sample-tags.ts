import type { TagColour } from '@parley/domain/tags';
import type { Sql } from '@parley/workflows/projection/postgres';
import type { Reader } from '../access/reader.ts';
import { addTag } from '../tags/write-tag.ts';
import { changeWorkspace } from '../workspace/change-workspace.ts';
import { sampleId } from './sample-ids.ts';

/** Each tag, and of the sample's creators by their place which ones have it from the start. */
const TAGS: readonly (readonly [string, TagColour, (index: number) => boolean])[] = [
  // Given by the workflows of the collaborations that completed.
  ['Completed', 'green', () => false],
  ['Top performer', 'purple', (index) => index % 7 === 2],
  ['Long-term partner', 'blue', (index) => index % 11 === 4],
  ['Gifting only', 'yellow', (index) => index % 9 === 5],
  ['Slow to answer', 'orange', (index) => index % 8 === 6],
  ['Not again', 'red', (index) => index % 29 === 12],
];
const idOf = (name: string) => sampleId('tag', name);
const TEAM: Reader = { role: 'owner', personId: null };

/** The tags that the sample's creator at this place begins with. */
export function tagIdsOf(index: number): string[] {
  return TAGS.flatMap(([name, , has]) => (has(index) ? [idOf(name)] : []));
}

/** Makes the tags, and has completed collaborations tag their creators. Safe to repeat. */
export async function makeTags(sql: Sql): Promise<void> {
  for (const [name, colour] of TAGS) {
    await sql.begin(async (transaction) => {
      const known = await transaction`
        select 1 from tags where id = ${idOf(name)} or name_key = folded(${name})`;
      if (known.length > 0) return;
      await addTag(transaction, TEAM, { name, colour }, idOf(name));
      if (name !== 'Completed') return;
      await changeWorkspace(transaction, { tagOnOutcome: { Completed: idOf(name) } });
    });
  }
}
