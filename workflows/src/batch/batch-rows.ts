import type { OwnPart } from '@parley/domain/batch-command';
import type { CollaborationState } from '@parley/domain/state.schema';
import { z } from 'zod';
import type { Queries } from '../projection/postgres.ts';

/** One row of a batch as it is now. `state` is null where there is no such collaboration. */
export interface BatchRow {
  readonly id: string;
  readonly version: number;
  readonly state: CollaborationState | null;
  readonly own: OwnPart | null;
  readonly campaign: {
    readonly status: string;
    readonly access: 'team' | 'invited';
    /** Whether the one who asks is invited, and whether the owner to be may work in it. */
    readonly invited: boolean;
    readonly fitsOwner: boolean;
  } | null;
}

// The projection wrote these states and every reader of one row parses them; a chunk of rows is only decided on.
const trusted = z.custom<CollaborationState>(
  (value) => typeof value === 'object' && value !== null && 'version' in value,
);
const ownPart = z.custom<OwnPart>((value) => typeof value === 'object' && value !== null);

interface Asked {
  /** Ids in the order wanted, each with what is its own. */
  readonly rows: readonly { readonly id: string; readonly own: unknown }[];
  readonly personId: string;
  /** Whom the batch makes the owner, where it does. */
  readonly ownerId: string | null;
}

interface Found {
  readonly id: string;
  readonly own: unknown;
  readonly version: number | null;
  readonly state: unknown;
  readonly status: string | null;
  readonly access: 'team' | 'invited' | null;
  readonly invited: boolean;
  readonly fits_owner: boolean;
}

/** Reads rows with what permission asks, in one query; ids of nothing come back with a null state. */
export async function readBatchRows(sql: Queries, asked: Asked): Promise<BatchRow[]> {
  const wanted = JSON.stringify(asked.rows.map(({ id, own }) => ({ id, own: own ?? null })));
  const rows = await sql<Found[]>`
    select w.id, w.own, c.version, c.state, k.status, k.access,
      exists (select 1 from campaign_people i where i.campaign_id = k.id and i.person_id = ${asked.personId}::uuid) as invited,
      exists (select 1 from people p where p.id = ${asked.ownerId}::uuid and p.disabled_at is null
        and (p.role in ('owner', 'admin') or (p.role = 'member' and (k.access = 'team' or exists (
          select 1 from campaign_people i where i.campaign_id = k.id and i.person_id = p.id))))) as fits_owner
    from jsonb_to_recordset(${wanted}::text::jsonb) as w(id uuid, own jsonb)
    left join collaborations c on c.id = w.id left join campaigns k on k.id = c.campaign_id
    order by w.id`;
  return rows.map(batchRow);
}

function batchRow({
  id,
  own,
  version,
  state,
  status,
  access,
  invited,
  fits_owner,
}: Found): BatchRow {
  return {
    id,
    version: version ?? 0,
    state: state === null ? null : trusted.parse(state),
    own: own === null ? null : ownPart.parse(own),
    campaign:
      status === null || access === null
        ? null
        : { status, access, invited, fitsOwner: fits_owner },
  };
}
