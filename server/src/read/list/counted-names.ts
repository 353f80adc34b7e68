import { TAG_COLOURS } from '@parley/domain/tags';
import type { ValueCount } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { CountedValues } from './counted-values.ts';

/** What counts say of an id: the handle of creators, the colour of tags. */
export interface CountedName {
  readonly id: string;
  readonly name: string;
  readonly handle: string | null;
  readonly platform: string | null;
  readonly colour: string | null;
}
export const tagColour = z.enum(TAG_COLOURS).nullable();

interface CountedNames {
  readonly names: readonly CountedName[];
  /** Of the statement that read them; null where nothing was asked. */
  readonly cursor: string | null;
}

/** The ids that counts have to name. */
export function idsIn({ campaign, creator, owner, tag }: CountedValues): string[] {
  const all: readonly ValueCount[] = [...campaign, ...creator, ...owner, ...tag];
  return all.flatMap(({ value }) => (value === 'none' ? [] : [value]));
}

/** Their names and the cursor they were read at: one statement. */
export async function countedNames(sql: Queries, ids: readonly string[]): Promise<CountedNames> {
  if (ids.length === 0) return { names: [], cursor: null };
  const rows = await sql<(Omit<CountedName, 'id'> & { id: string | null })[]>`
    with wanted as materialized (select unnest(${[...ids]}::uuid[]) as id)
    select id, name, null as handle, null as platform, null as colour from campaigns where id in (select id from wanted)
    union all select id, name, null, null, null from people where id in (select id from wanted)
    union all select id, name, null, null, colour from tags where id in (select id from wanted)
    union all select c.id, c.name, h.handle, h.platform, null from creators c
      left join lateral (select handle, platform from creator_handles
        where creator_id = c.id order by position limit 1) h on true
      where c.id in (select id from wanted)
    union all select null, coalesce((select feed_epoch from workspace)::text, '') || '.'
      || coalesce((select max(id) from changes), 0), null, null, null`;
  return {
    names: rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ id, ...row }])),
    cursor: rows.find(({ id }) => id === null)?.name ?? null,
  };
}
