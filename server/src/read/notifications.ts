import type { NotificationView } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { limit } from '../http/query.ts';
import { pageCursor, positionOf } from './page-cursor.ts';

/** The query of `GET /api/notifications`. */
export const notificationQuery = z.strictObject({
  kind: z.enum(['todo', 'notification'], { error: 'must be todo or notification' }).optional(),
  /** `true`: not done yet; `false`: done. */
  open: z.enum(['true', 'false'], { error: 'must be true or false' }).optional(),
  limit,
  cursor: z.string().min(1).max(2_000).optional(),
});
export type NotificationQuery = z.output<typeof notificationQuery>;

export interface NotificationPage {
  readonly items: readonly NotificationView[];
  readonly nextCursor: string | null;
  readonly total: number;
  /** Open and not read yet, whatever the query. */
  readonly unread: number;
}

interface NotificationRow {
  readonly id: string;
  readonly kind: 'todo' | 'notification';
  readonly code: string;
  readonly collaborationId: string | null;
  readonly creator: string | null;
  readonly campaign: string | null;
  readonly data: unknown;
  readonly created_at: Date;
  readonly read_at: Date | null;
  readonly done_at: Date | null;
}

const position = z.strictObject({ at: z.iso.datetime(), id: z.uuid() });

/** A page of a person's own to-dos and notifications, newest first; none of campaigns they no longer see. */
export async function readNotifications(
  sql: Queries,
  reader: Reader,
  query: NotificationQuery,
): Promise<NotificationPage> {
  const { limit: most, cursor, ...filter } = query;
  const bound = ['notifications', reader.personId, filter];
  const after = cursor === undefined ? null : positionOf(cursor, bound, position);
  const own = ownNotifications(sql, reader);
  const where = sql`${own} ${filter.kind ? sql`and n.kind = ${filter.kind}` : sql``} ${openness(sql, filter.open)}`;
  // Compared to the millisecond, which is what a cursor keeps.
  const at = sql`date_trunc('milliseconds', n.created_at)`;
  const [rows, totals] = await Promise.all([
    sql<NotificationRow[]>`
      ${selectFrom(sql)} where ${where}
      ${after ? sql`and (${at} < ${after.at} or (${at} = ${after.at} and n.id > ${after.id}::uuid))` : sql``}
      order by ${at} desc, n.id limit ${most + 1}`,
    sql<{ total: number; unread: number }[]>`
      select (select count(*) from notifications n left join collaborations c on c.id = n.collaboration_id where ${where}) as total,
        (select count(*) from notifications n left join collaborations c on c.id = n.collaboration_id
          where ${own} and n.read_at is null and n.done_at is null) as unread`,
  ]);
  const items = rows.slice(0, most).map(notificationView);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > most && last ? pageCursor(bound, { at: last.at, id: last.id }) : null,
    total: totals[0]?.total ?? 0,
    unread: totals[0]?.unread ?? 0,
  };
}

/** One of the person's own; null for anybody else's. */
export async function readNotification(
  sql: Queries,
  reader: Reader,
  id: string,
): Promise<NotificationView | null> {
  const [row] = await sql<NotificationRow[]>`
    ${selectFrom(sql)} where ${ownNotifications(sql, reader)} and n.id = ${id}`;
  return row ? notificationView(row) : null;
}

function ownNotifications(sql: Queries, reader: Reader) {
  return sql`n.person_id = ${reader.personId}::uuid
    and (n.collaboration_id is null or c.campaign_id in (${visibleCampaigns(sql, reader)}))`;
}

function openness(sql: Queries, open: NotificationQuery['open']) {
  if (open === undefined) return sql``;
  return open === 'true' ? sql`and n.done_at is null` : sql`and n.done_at is not null`;
}

function selectFrom(sql: Queries) {
  return sql`
    select n.id, n.kind, n.code, n.collaboration_id as "collaborationId", cr.name as creator, ca.name as campaign,
      n.data, n.created_at, n.read_at, n.done_at
    from notifications n
    left join collaborations c on c.id = n.collaboration_id
    left join creators cr on cr.id = c.creator_id
    left join campaigns ca on ca.id = c.campaign_id`;
}

function notificationView({
  creator,
  campaign,
  data,
  created_at,
  read_at,
  done_at,
  ...row
}: NotificationRow): NotificationView {
  return {
    ...row,
    title: titleOf(row.code, { creator, campaign, data }),
    at: created_at.toISOString(),
    readAt: read_at?.toISOString() ?? null,
    doneAt: done_at?.toISOString() ?? null,
  };
}

type About = Pick<NotificationRow, 'creator' | 'campaign' | 'data'>;
const batchDone = z.object({ count: z.coerce.number().int() });

/** What happened, in words. */
export function titleOf(code: string, { creator, campaign, data }: About): string {
  const about =
    creator === null ? '' : ` with ${creator}${campaign === null ? '' : ` (${campaign})`}`;
  switch (code) {
    case 'NEGOTIATION_STALLED':
      return `The negotiation${about} stands still`;
    case 'BATCH_DONE':
      return batchDoneInWords(data);
    default:
      return `${code}${about}`;
  }
}

/** Told to the owner of collaborations that somebody else's batch changed. */
function batchDoneInWords(data: unknown): string {
  const read = batchDone.safeParse(data);
  const count = read.success ? read.data.count : 0;
  if (count === 0) return 'A batch changed collaborations of yours';
  return `A batch changed ${count} collaboration${count === 1 ? '' : 's'} of yours`;
}
