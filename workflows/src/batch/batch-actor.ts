import type { Actor } from '@parley/domain/actor.schema';
import { ROLES, type Role } from '@parley/domain/view';
import { z } from 'zod';
import type { Queries } from '../projection/postgres.ts';

/** Who a batch acts for, with the role they have now; null: they may no longer do anything. */
export interface BatchActor {
  readonly actor: Actor;
  readonly personId: string;
  readonly role: Role | null;
}

const row = z.object({ role: z.enum(ROLES).nullable() });

/** The present role of the member or token. A person who left and a token that was revoked have none. */
export async function readBatchActor(
  sql: Queries,
  actor: Actor,
  personId: string,
): Promise<BatchActor> {
  const [found] =
    actor.kind === 'token'
      ? await sql`select role from api_tokens where id = ${actor.id} and revoked_at is null`
      : await sql`select role from people where id = ${actor.id} and disabled_at is null`;
  return { actor, personId, role: found ? row.parse(found).role : null };
}
