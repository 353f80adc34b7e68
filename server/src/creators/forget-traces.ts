import type { CreatorView } from '@parley/domain/view';
import { jsonText, type Queries } from '@parley/workflows/projection/postgres';

/** What tells that a cell of a file, or a kept answer, is about a creator: in small letters, without a leading @. */
interface Traces {
  /** Handles, addresses of profiles, e-mail and phone: nobody else's. */
  readonly own: readonly string[];
  readonly name: string;
}

/** Reads what a creator can be known by; asked before it is taken away. Null where there is none. */
export async function tracesOf(sql: Queries, id: string): Promise<Traces | null> {
  const [row] = await sql<{ own: (string | null)[]; name: string }[]>`
    select lower(c.name) as name,
      array(select handle_key from creator_handles where creator_id = c.id)
      || array(select lower(url) from creator_handles where creator_id = c.id)
      || array(select lower(value) from jsonb_each_text(c.contact) where key in ('email', 'phone')) as own
    from creators c where id = ${id}`;
  return row ? { name: row.name, own: row.own.filter((text) => text !== null) } : null;
}

/**
 * Empties what files kept of an erased creator: rows that made or met them, rows that name a handle, an e-mail or a
 * phone of theirs, and refused rows of their name. A row that is not done yet is refused then, because it is empty.
 */
export async function forgetRows(sql: Queries, id: string, { own, name }: Traces): Promise<void> {
  const gone = jsonText([{ column: null, message: 'was about a creator who was erased since' }]);
  await sql`
    update import_rows r set cells = '[]',
      errors = case when outcome in ('refused', 'skipped') then ${gone}::text::jsonb end
    where (cells <> '[]' or errors is not null) and (entity_id = ${id} or exists (
      select 1 from jsonb_array_elements_text(cells) as c(cell)
      where ltrim(lower(btrim(cell)), '''@') = any(${[...own]}::text[])
        or (cell ~* '^\\s*https?://' and ${handleInAddress(sql)} = any(${[...own]}::text[]))
        or (outcome = 'refused' and lower(btrim(cell)) = ${name})))`;
}

/** The last part of the address of a profile, which names its handle. */
const handleInAddress = (sql: Queries) => sql`
  regexp_replace(lower(btrim(cell)), '^[^?#]*/@?([^/?#]+)/?([?#].*)?$', '\\1')`;

/** The same for answers that are kept for their idempotency keys: the creator in them is the erased one. */
export async function forgetAnswers(sql: Queries, view: CreatorView): Promise<void> {
  const { id, name } = view;
  await sql`
    update idempotency_keys set answer = case when status < 400
      then jsonb_set(answer, '{creator}', ${jsonText(view)}::text::jsonb)
      else answer || ${jsonText({ creator: { id, name }, detail: 'It belonged to a creator who was erased since.' })}::text::jsonb end
    where answer -> 'creator' ->> 'id' = ${id}`;
  // What a file showed of its first rows may be about them, too.
  await sql`
    update idempotency_keys set answer = jsonb_set(answer, '{import,preview}', '[]')
    where jsonb_array_length(answer -> 'import' -> 'preview') > 0`;
}
