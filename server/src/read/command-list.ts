import { actorSchema } from '@parley/domain/actor.schema';
import type { ActorView, Page } from '@parley/domain/view';
import { z } from 'zod';
import type { Queries } from '../db/connect.ts';
import { readNames } from './names.ts';
import { pageCursor, positionOf } from './page-cursor.ts';

/** One asked-for change in the list that owners and admins read. */
export interface ListedCommand {
  readonly commandId: string;
  readonly name: string;
  readonly body: unknown;
  readonly actor: ActorView;
  readonly source: 'api' | 'temporal' | 'timer';
  readonly at: string;
  readonly state: 'pending' | 'applied' | 'unchanged' | 'refused' | 'failed';
  readonly code: string | null;
  readonly detail: string | null;
  readonly seq: number | null;
  readonly version: number | null;
  readonly decidedAt: string | null;
}

interface Row {
  readonly id: string;
  readonly arrival: number;
  readonly name: string;
  readonly payload: unknown;
  readonly source: ListedCommand['source'];
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly at: Date;
  readonly outcome: Exclude<ListedCommand['state'], 'pending'> | null;
  readonly code: string | null;
  readonly detail: string | null;
  readonly seq: number | null;
  readonly version: number | null;
  readonly decided_at: Date | null;
}

interface Request {
  readonly limit: number;
  readonly cursor?: string | undefined;
}
const arrival = z.int().min(1);

/** Newest first; null where the collaboration does not exist. For whoever sees every campaign. */
export async function readCommands(
  sql: Queries,
  collaborationId: string,
  { limit, cursor }: Request,
): Promise<Page<ListedCommand> | null> {
  const query = ['commands', collaborationId];
  const before = cursor === undefined ? null : positionOf(cursor, query, arrival);
  const [counted] = await sql<{ total: number; is_there: boolean }[]>`
    select count(*)::int as total, exists (select 1 from collaborations where id = ${collaborationId}) as is_there
    from commands where collaboration_id = ${collaborationId}`;
  if (!counted?.is_there) return null;
  const rows = await sql<Row[]>`
    select id, arrival, name, payload, source, actor_kind, actor_id, at, outcome, code, detail, seq, version, decided_at
    from commands where collaboration_id = ${collaborationId} and arrival < coalesce(${before}::bigint, 9223372036854775807)
    order by arrival desc limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await listed(sql, page),
    nextCursor: rows.length > limit && last ? pageCursor(query, last.arrival) : null,
    total: counted.total,
  };
}

async function listed(sql: Queries, rows: readonly Row[]): Promise<ListedCommand[]> {
  const actors = rows.map((row) => actorSchema.parse({ kind: row.actor_kind, id: row.actor_id }));
  const names = await readNames(sql, { actors });
  return rows.map((row, index) => ({
    commandId: row.id,
    name: row.name,
    body: row.payload,
    actor: names.actor(actors[index] ?? { kind: 'system', id: null }),
    source: row.source,
    at: row.at.toISOString(),
    state: row.outcome ?? 'pending',
    code: row.code,
    detail: row.detail,
    seq: row.seq,
    version: row.version,
    decidedAt: row.decided_at?.toISOString() ?? null,
  }));
}
