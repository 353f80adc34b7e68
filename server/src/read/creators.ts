import type { Contact, CreatorView, Handle } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const contactColumn = z
  .object({ email: text, phone: text, agentName: text, agentEmail: text, address: text })
  .transform((value): Contact => value);

interface CreatorRow {
  readonly id: string;
  readonly name: string;
  readonly bio: string | null;
  readonly country: string | null;
  readonly audience: string | null;
  readonly contact: unknown;
  readonly handles: readonly Handle[];
}

/** Creators in full, in the order of the ids; ids of nobody are left out. One query. */
export async function readCreators(sql: Queries, ids: readonly string[]): Promise<CreatorView[]> {
  const rows = await sql<CreatorRow[]>`
    select c.id, c.name, c.bio, c.country, c.audience, c.contact,
      coalesce((select jsonb_agg(jsonb_build_object('platform', h.platform, 'handle', h.handle, 'url', h.url,
        'followers', h.followers, 'engagementPercent', h.engagement_percent) order by h.position)
        from creator_handles h where h.creator_id = c.id), '[]') as handles
    from creators c where c.id = any(${[...ids]}::uuid[])`;
  const views = new Map(rows.map((row) => [row.id, creatorView(row)]));
  return ids.flatMap((id) => views.get(id) ?? []);
}

function creatorView({ contact, ...row }: CreatorRow): CreatorView {
  return { ...row, contact: contactColumn.parse(contact), tags: [], validation: null };
}
