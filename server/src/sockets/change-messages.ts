import type { ChangeMessage, TagInUse } from '@parley/domain/view';
import type { RowData } from '@parley/workflows/projection/row-data';
import { z } from 'zod';
import type { Reader } from '../access/reader.ts';
import { readMembers } from '../auth/members.ts';
import type { Queries } from '../db/connect.ts';
import type { ChangeRow } from '../feed/change-row.ts';
import { cursorAt } from '../feed/parse-cursor.ts';
import { readCampaigns } from '../read/campaigns.ts';
import { readCreators } from '../read/creators.ts';
import { type EventRow, eventOf, eventView } from '../read/event-rows.ts';
import { type Names, readNames } from '../read/names.ts';
import { redactedCreator, redactedEvent } from '../read/redact.ts';
import { joined } from '../read/rows.ts';
import { readWorkspace } from '../read/workspace.ts';
import { readValidatorsOf } from '../validators/read-validators.ts';
import { readTagsOf } from '../tags/read-tags.ts';

/** A change as a role may read it: guests get it without texts of notes and contact details. */
export type MessageFor = (role: Reader['role']) => ChangeMessage;

type EventOfRow = EventRow & { readonly collaboration_id: string };
const rowData = z.custom<RowData>((value) => typeof value === 'object' && value !== null);

/** Turns rows of the feed into what sockets send, names and events joined in a handful of queries for all of them. */
export async function changeMessages(
  sql: Queries,
  rows: readonly ChangeRow[],
): Promise<ReadonlyMap<number, MessageFor>> {
  const [collaborations, values] = await Promise.all([
    collaborationMessages(sql, rows),
    readValues(sql, rows),
  ]);
  const others = rows.flatMap((row): [number, MessageFor][] => {
    if (row.kind === 'collaboration' || row.kind === 'everything') return [];
    const value = values.get(`${row.kind}/${row.entityId}`) ?? (() => null);
    const frame = { cursor: cursorAt(row.epoch, row.id), kind: row.kind, id: row.entityId };
    return [[row.id, (role) => ({ ...frame, value: value(role) })]];
  });
  return new Map([...collaborations, ...others]);
}

async function collaborationMessages(
  sql: Queries,
  rows: readonly ChangeRow[],
): Promise<[number, MessageFor][]> {
  const changed = rows.filter((row) => row.kind === 'collaboration');
  if (changed.length === 0) return [];
  const data = changed.map((row) => rowData.parse(row.row));
  const events = await readEvents(sql, changed);
  const names = await readNames(sql, {
    campaigns: data.map((row) => row.campaignId),
    creators: data.map((row) => row.creatorId),
    people: data.map((row) => row.ownerId),
    actors: events.map((row) => eventOf(row).actor),
  });
  const byKey = new Map(events.map((row) => [`${row.collaboration_id}/${row.seq}`, row]));
  return changed.flatMap((row, index): [number, MessageFor][] => {
    const event = byKey.get(`${row.entityId}/${row.eventSeq}`);
    const rest = data[index];
    return event && rest ? [[row.id, messageOf(row, rest, event, names)]] : [];
  });
}

function messageOf(row: ChangeRow, data: RowData, eventRow: EventRow, names: Names): MessageFor {
  const event = eventView(eventOf(eventRow), names);
  const frame = {
    cursor: cursorAt(row.epoch, row.id),
    kind: 'collaboration',
    collaborationId: row.entityId,
    version: row.version ?? event.seq,
    collaboration: joined(data, names),
  } as const;
  return (role) => ({ ...frame, event: redactedEvent(event, role) });
}

function readEvents(sql: Queries, rows: readonly ChangeRow[]): Promise<EventOfRow[]> {
  return sql<EventOfRow[]>`
    select e.collaboration_id, e.seq, e.type, e.at, e.actor_kind, e.actor_id, e.data, e.command_id, e.batch_id
    from unnest(${rows.map((row) => row.entityId)}::uuid[], ${rows.map((row) => row.eventSeq ?? 0)}::int[]) as w (id, seq)
    join events e on e.collaboration_id = w.id and e.seq = w.seq`;
}

/** Tags are counted over all creators; guests, who see some of them, get a tag without its count. */
const TEAM: Reader = { role: 'member', personId: null };
const tagFor = ({ id, name, colour, uses }: TagInUse, role: Reader['role']) =>
  role === 'guest' ? { id, name, colour } : { id, name, colour, uses };

/** The present values of everything else that the rows name, by kind and id. */
async function readValues(
  sql: Queries,
  rows: readonly ChangeRow[],
): Promise<ReadonlyMap<string, (role: Reader['role']) => unknown>> {
  const ids = (kind: ChangeRow['kind']) => [
    ...new Set(rows.filter((row) => row.kind === kind).map((row) => row.entityId)),
  ];
  const [creators, campaigns, members, settings, tags, validators] = await Promise.all([
    ids('creator').length > 0 ? readCreators(sql, ids('creator')) : [],
    ids('campaign').length > 0 ? readCampaigns(sql, ids('campaign')) : [],
    ids('member').length > 0 ? readMembers(sql, { ids: ids('member'), withDisabled: true }) : [],
    ids('settings').length > 0 ? readWorkspace(sql) : null,
    ids('tag').length > 0 ? readTagsOf(sql, TEAM, ids('tag')) : [],
    ids('validator').length > 0 ? readValidatorsOf(sql, ids('validator')) : [],
  ]);
  return new Map<string, (role: Reader['role']) => unknown>([
    ...creators.map(
      (value) =>
        [`creator/${value.id}`, (role: Reader['role']) => redactedCreator(value, role)] as const,
    ),
    ...campaigns.map((value) => [`campaign/${value.id}`, () => value] as const),
    ...members.map((value) => [`member/${value.id}`, () => value] as const),
    ...validators.map((value) => [`validator/${value.id}`, () => value] as const),
    ...ids('settings').map((id) => [`settings/${id}`, () => settings] as const),
    ...tags.map(
      (value) => [`tag/${value.id}`, (role: Reader['role']) => tagFor(value, role)] as const,
    ),
  ]);
}
