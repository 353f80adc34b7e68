import type { HandleBody } from '@parley/domain/creator.schema';
import { jsonText, type Queries } from '../projection/postgres.ts';

/** A handle as the database compares it, and whose it is; null: nobody's yet. */
export interface KnownHandle {
  /** Platform and handle without case, as one text. */
  readonly key: string;
  readonly creatorId: string | null;
  readonly creatorName: string | null;
}

/** Looks handles up, in their order; the database lowers them itself, so that both sides agree on every letter. */
export async function knownHandles(
  sql: Queries,
  handles: readonly Pick<HandleBody, 'platform' | 'handle'>[],
): Promise<readonly KnownHandle[]> {
  const asked = handles.map(({ platform, handle }, at) => ({ at, platform, handle }));
  return await sql<KnownHandle[]>`
    select a.platform || ' ' || lower(a.handle) as key, c.id as "creatorId", c.name as "creatorName"
    from jsonb_to_recordset(${jsonText(asked)}::text::jsonb) as a(at int, platform text, handle text)
    left join creator_handles h on h.platform = a.platform and h.handle_key = lower(a.handle)
    left join creators c on c.id = h.creator_id
    order by a.at`;
}
