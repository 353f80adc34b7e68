import type { Contact, CreatorView, Handle } from '@parley/domain/view';
import { shownValidation } from '@parley/domain/validation';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import { tagsColumn, tagsOf, validationsColumn, validationsOf } from './marks.ts';

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
  readonly tags: unknown;
  readonly validations: unknown;
  readonly validator_id: string | null;
}

/** Creators in full, in the order of the ids; ids of nobody are left out. One query. */
export async function readCreators(sql: Queries, ids: readonly string[]): Promise<CreatorView[]> {
  const rows = await sql<CreatorRow[]>`
    select c.id, c.name, c.bio, c.country, c.audience, c.contact,
      coalesce((select jsonb_agg(jsonb_build_object('platform', h.platform, 'handle', h.handle, 'url', h.url,
        'followers', h.followers, 'engagementPercent', h.engagement_percent) order by h.position)
        from creator_handles h where h.creator_id = c.id), '[]') as handles,
      ${tagsColumn(sql, sql`c.id`)} as tags,
      ${validationsColumn(sql, sql`c.id`, sql`c.profile_version`)} as validations,
      (select validator_id from workspace) as validator_id
    from creators c where c.id = any(${[...ids]}::uuid[])`;
  const views = new Map(rows.map((row) => [row.id, creatorView(row)]));
  return ids.flatMap((id) => views.get(id) ?? []);
}

function creatorView({ contact, tags, validator_id, ...row }: CreatorRow): CreatorView {
  const validations = validationsOf.parse(row.validations);
  return {
    ...row,
    contact: contactColumn.parse(contact),
    tags: tagsOf.parse(tags),
    validation: shownValidation(validations, validator_id),
    validations,
  };
}
