import type { Actor } from '@parley/domain/actor.schema';
import { actorSchema } from '@parley/domain/actor.schema';
import type { ChangeName } from '@parley/domain/commands.schema';
import type { Queries } from '../projection/postgres.ts';

/** A change as `commands` keeps it: enough to send it, now or by the sweeper. */
export interface StoredCommand {
  readonly id: string;
  readonly collaborationId: string;
  readonly name: ChangeName | 'create';
  /** The body, parsed and normalised. */
  readonly payload: object;
  readonly actor: Actor;
  /** Instant at which it was asked for. */
  readonly at: string;
  readonly expectedVersion: number | null;
  readonly batchId: string | null;
}

/** What became of a command, as `commands` says. */
export interface CommandState {
  readonly id: string;
  readonly collaborationId: string;
  readonly name: string;
  readonly outcome: 'applied' | 'unchanged' | 'refused' | 'failed' | null;
  readonly code: string | null;
  readonly detail: string | null;
  readonly seq: number | null;
  readonly version: number | null;
}

export async function readCommandState(
  sql: Queries,
  commandId: string,
): Promise<CommandState | null> {
  const rows = await sql<CommandState[]>`
    select id, collaboration_id as "collaborationId", name, outcome, code, detail, seq, version
    from commands where id = ${commandId}`;
  return rows[0] ?? null;
}

/** A row of `commands` with the columns that sending needs. */
export interface CommandRow {
  readonly id: string;
  readonly collaboration_id: string;
  readonly name: StoredCommand['name'];
  readonly payload: object;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly at: Date;
  readonly expected_version: number | null;
  readonly batch_id: string | null;
}

export function commandOf(row: CommandRow): StoredCommand {
  return {
    id: row.id,
    collaborationId: row.collaboration_id,
    name: row.name,
    payload: row.payload,
    actor: actorSchema.parse({ kind: row.actor_kind, id: row.actor_id }),
    at: row.at.toISOString(),
    expectedVersion: row.expected_version,
    batchId: row.batch_id,
  };
}
