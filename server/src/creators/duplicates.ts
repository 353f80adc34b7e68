import type { CreatorView, DuplicatePair, DuplicateReason } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { readCreators } from '../read/creators.ts';

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

/** Pairs with their creators in full. */
export async function pairsInFull(
  sql: Queries,
  pairs: readonly Pair[],
): Promise<readonly DuplicatePair[]> {
  const ids = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const views = new Map((await readCreators(sql, ids)).map((view) => [view.id, view]));
  const counts = new Map(
    (
      await sql<{ id: string; count: number }[]>`
        select creator_id as id, count(*)::int as count from collaborations
        where creator_id = any(${ids}::uuid[]) group by creator_id`
    ).map(({ id, count }) => [id, count]),
  );
  const inFull = (view: CreatorView) => ({ ...view, collaborations: counts.get(view.id) ?? 0 });
  return pairs.flatMap(({ first, second, reasons }) => {
    const [a, b] = [views.get(first), views.get(second)];
    return a && b ? [{ creators: [inFull(a), inFull(b)], reasons }] : [];
  });
}
