import type { DuplicatePair, DuplicateReason } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type { Reader } from '../access/reader.ts';
import { readListItems } from '../read/creator-list.ts';

interface Pair {
  readonly first: string;
  readonly second: string;
  readonly reasons: readonly DuplicateReason[];
}

/**
 * Creators that are likely one person: of the same name, with the same mail address, or with the same handle on
 * another platform. Of a group that is alike each is paired with its oldest alone, so there are fewer pairs than
 * creators. By name.
 */
export async function findPairs(sql: Queries): Promise<readonly Pair[]> {
  return await sql<Pair[]>`
    with alike as (
      select 'name' as reason, name_key as value, id from creators where erased_at is null
      union all
      select 'email', lower(contact ->> 'email'), id from creators where contact ->> 'email' is not null
      union all
      select distinct 'handle', handle_key, creator_id from creator_handles
    ), paired as (
      select reason, id as second, min(id::text) over (partition by reason, value)::uuid as first from alike
    )
    select first, second, array_agg(distinct reason order by reason) as reasons
    from paired join creators c on c.id = first where first <> second
    group by first, second, c.name_key order by c.name_key, first, second`;
}

/** Pairs with their creators as lists show them to a person. */
export async function pairsInFull(
  sql: Queries,
  reader: Reader,
  pairs: readonly Pair[],
): Promise<readonly DuplicatePair[]> {
  const ids = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const items = new Map((await readListItems(sql, reader, ids)).map((item) => [item.id, item]));
  return pairs.flatMap(({ first, second, reasons }) => {
    const [a, b] = [items.get(first), items.get(second)];
    return a && b ? [{ creators: [a, b], reasons }] : [];
  });
}
