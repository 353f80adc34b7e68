import type { Queries } from '../projection/postgres.ts';

/** A row of a batch without an outcome. */
export interface OpenItem {
  readonly id: string;
  readonly own: unknown;
  /** How often it got no answer. */
  readonly tries: number;
}

/** Where a reading of the open rows stands; null: at their start. */
export type OpenAfter = Pick<OpenItem, 'id' | 'tries'> | null;

const START = { tries: -1, id: '00000000-0000-0000-0000-000000000000' };

/** The next rows of a batch, by id; those that were tried in vain come after all others. */
export async function nextItems(
  sql: Queries,
  batchId: string,
  after: OpenAfter,
  most: number,
): Promise<OpenItem[]> {
  const { tries, id } = after ?? START;
  return await sql<OpenItem[]>`
    select collaboration_id as id, own, tries from batch_items
    where batch_id = ${batchId} and outcome is null and (tries, collaboration_id) > (${tries}, ${id}::uuid)
    order by tries, collaboration_id limit ${most}`;
}

/** The same for a batch that is being cancelled: only rows whose command is stored, which end as it is decided. */
export async function askedItems(
  sql: Queries,
  batchId: string,
  after: OpenAfter,
  most: number,
): Promise<OpenItem[]> {
  const { tries, id } = after ?? START;
  return await sql<OpenItem[]>`
    select i.collaboration_id as id, i.own, i.tries from batch_items i
    where i.batch_id = ${batchId} and i.outcome is null and exists (
      select 1 from commands c where c.collaboration_id = i.collaboration_id and c.batch_id = i.batch_id)
      and (i.tries, i.collaboration_id) > (${tries}, ${id}::uuid)
    order by i.tries, i.collaboration_id limit ${most}`;
}

/** Rows that got no answer: they are tried again when all others have been. Answers whether any are left. */
export async function putBack(
  sql: Queries,
  batchId: string,
  ids: readonly string[],
): Promise<boolean> {
  const rows = await sql`
    update batch_items set tries = tries + 1
    where batch_id = ${batchId} and collaboration_id = any(${[...ids]}::uuid[]) and outcome is null returning 1`;
  return rows.length > 0;
}
