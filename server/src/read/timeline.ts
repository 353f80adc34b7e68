import type { EventView, Page } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { Problem } from '../http/problem.ts';
import { eventOf, type EventRow, eventView } from './event-rows.ts';
import { readNames } from './names.ts';
import { pageCursor, positionOf } from './page-cursor.ts';
import { redactedEvent } from './redact.ts';

export interface TimelineRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const beforeSeq = z.int().min(1);

/** The timeline of one collaboration, newest first; 404 where it does not exist for the person. */
export async function readTimeline(
  sql: Queries,
  reader: Reader,
  id: string,
  { limit, cursor }: TimelineRequest,
): Promise<Page<EventView>> {
  const query = ['events', id];
  const before = cursor === undefined ? null : positionOf(cursor, query, beforeSeq);
  const [row] = await sql<{ version: number }[]>`
    select version from collaborations where id = ${id} and campaign_id in (${visibleCampaigns(sql, reader)})`;
  if (!row) throw new Problem('NOT_FOUND', { detail: 'There is no such collaboration.' });
  const rows = await sql<EventRow[]>`
    select seq, type, at, actor_kind, actor_id, data, command_id, batch_id from events
    where collaboration_id = ${id} ${before === null ? sql`` : sql`and seq < ${before}`}
    order by seq desc limit ${limit + 1}`;
  const events = rows.slice(0, limit).map(eventOf);
  const names = await readNames(sql, { actors: events.map((event) => event.actor) });
  const last = events.at(-1);
  return {
    items: events.map((event) => redactedEvent(eventView(event, names), reader.role)),
    nextCursor: rows.length > limit && last ? pageCursor(query, last.seq) : null,
    total: row.version,
  };
}
