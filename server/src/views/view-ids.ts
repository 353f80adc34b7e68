import type { Queries } from '@parley/workflows/projection/postgres';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { visibleCreators } from '../access/visible-creators.ts';

/** Parameters that hold ids. What is not there for a person hides the view, or is merely left out of it. */
const HIDING = ['campaign', 'creator'] as const;
const DROPPED = ['owner', 'tag'] as const;
type Kind = (typeof HIDING)[number] | (typeof DROPPED)[number];
const KINDS = [...HIDING, ...DROPPED];

type Ids = Readonly<Record<Kind, readonly string[]>>;
const key = (kind: string, id: string) => `${kind}/${id}`;

/** Everything that these queries name by its id. */
export function namedIds(queries: readonly string[]): Ids {
  const all = queries.map((query) => new URLSearchParams(query));
  const of = (kind: Kind) => [
    ...new Set(all.flatMap((one) => one.getAll(kind)).filter((id) => id !== 'none')),
  ];
  return { campaign: of('campaign'), creator: of('creator'), owner: of('owner'), tag: of('tag') };
}

/** Which of them exist for this person, as `kind/id`. */
export async function knownIds(
  sql: Queries,
  reader: Reader,
  { campaign, creator, owner, tag }: Ids,
): Promise<ReadonlySet<string>> {
  if (campaign.length + creator.length + owner.length + tag.length === 0) return new Set();
  const rows = await sql<{ kind: Kind; id: string }[]>`
    select 'campaign' as kind, id from campaigns
    where id = any(${campaign}::uuid[]) and id in (${visibleCampaigns(sql, reader)})
    union all select 'creator', id from creators
    where id = any(${creator}::uuid[]) and id in (${visibleCreators(sql, reader)})
    union all select 'owner', id from people where id = any(${owner}::uuid[])
    union all select 'tag', id from tags where id = any(${tag}::uuid[])`;
  return new Set(rows.map(({ kind, id }) => key(kind, id)));
}

/** The query as this person can open it; null where it is about something that does not exist for them. */
export function withoutGone(query: string, known: ReadonlySet<string>): string | null {
  const params = new URLSearchParams(query);
  const isGone = (kind: Kind) => (id: string) => id !== 'none' && !known.has(key(kind, id));
  if (HIDING.some((kind) => params.getAll(kind).some(isGone(kind)))) return null;
  for (const kind of KINDS)
    for (const id of params.getAll(kind).filter(isGone(kind))) params.delete(kind, id);
  return params.toString();
}
