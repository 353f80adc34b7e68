import type { CollaborationEvent } from '@parley/domain/events.schema';
import type { CollaborationState } from '@parley/domain/state.schema';
import type { CollaborationView, EventView } from '@parley/domain/view';
import type { Caller } from '../auth/caller.ts';
import type { Queries } from '../db/connect.ts';
import { isProblemCode } from '../http/problem-codes.ts';
import { Problem, unavailable } from '../http/problem.ts';
import { readView } from '../read/collaboration-view.ts';
import { eventOf, eventView, type EventRow } from '../read/event-rows.ts';
import { readNames } from '../read/names.ts';
import { redactedCollaboration, redactedEvent } from '../read/redact.ts';
import { stateAt } from '../read/time-travel.ts';
import type { CommandState } from '@parley/workflows/commands/stored-command';

/** What the path of the change has in hand already, so that it need not be read again. */
export interface InHand {
  readonly state: CollaborationState | null;
  readonly event: CollaborationEvent | null;
}
const NOTHING: InHand = { state: null, event: null };

/**
 * The answer that a change gets by its outcome: the same whenever it is asked for, because it is made from the
 * stored outcome and the timeline. A change without an outcome is answered 202.
 */
export async function answerOf(
  sql: Queries,
  caller: Caller,
  command: CommandState,
  inHand: InHand = NOTHING,
): Promise<Response> {
  switch (command.outcome) {
    case null:
      return json(202, {
        commandId: command.id,
        state: 'pending',
        collaborationId: command.collaborationId,
      });
    case 'applied':
    case 'unchanged':
      return await decided(sql, caller, command, inHand);
    case 'refused':
      return (await refused(sql, caller, command, inHand)).response();
    case 'failed':
      return failed().response();
    default:
      return command.outcome satisfies never;
  }
}

async function decided(
  sql: Queries,
  caller: Caller,
  command: CommandState,
  inHand: InHand,
): Promise<Response> {
  const [state, event] = await Promise.all([
    stateOf(sql, command, inHand.state),
    madeBy(sql, command, inHand.event),
  ]);
  const { collaboration, event: shown } = await views(sql, caller, state, event);
  if (command.name !== 'create')
    return json(200, { collaboration, event: shown, version: command.version });
  return json(
    201,
    { collaboration },
    { location: `/api/collaborations/${command.collaborationId}` },
  );
}

/** Both as the caller may see them, their names looked up together: every change waits for this. */
async function views(
  sql: Queries,
  { role }: Caller,
  state: CollaborationState | null,
  event: CollaborationEvent | null,
): Promise<{ readonly collaboration: CollaborationView | null; readonly event: EventView | null }> {
  const actors = event === null ? [] : [event.actor];
  const read = state === null ? null : await readView(sql, state, actors);
  const names = read?.names ?? (await readNames(sql, { actors }));
  return {
    collaboration: read === null ? null : redactedCollaboration(read.view, role),
    event: event === null ? null : redactedEvent(eventView(event, names), role),
  };
}

/** The collaboration at the version that the change was decided at. */
async function stateOf(
  sql: Queries,
  { collaborationId, version }: CommandState,
  inHand: CollaborationState | null,
): Promise<CollaborationState | null> {
  return inHand?.version === version ? inHand : await readState(sql, collaborationId, version);
}

async function readState(
  sql: Queries,
  id: string,
  version: number | null,
): Promise<CollaborationState | null> {
  const rows = await sql<{ state: unknown }[]>`select state from collaborations where id = ${id}`;
  return rows[0]
    ? await stateAt(sql, id, rows[0].state, version === null ? {} : { version })
    : null;
}

/** The event that a command made, as the caller may see it; null where it made none. */
export async function eventOfCommand(
  sql: Queries,
  caller: Caller,
  command: CommandState,
): Promise<EventView | null> {
  const event = await madeBy(sql, command, null);
  return (await views(sql, caller, null, event)).event;
}

async function madeBy(
  sql: Queries,
  { collaborationId, seq }: CommandState,
  inHand: CollaborationEvent | null,
): Promise<CollaborationEvent | null> {
  return seq === null ? null : (inHand ?? (await readEvent(sql, collaborationId, seq)));
}

async function readEvent(
  sql: Queries,
  collaborationId: string,
  seq: number,
): Promise<CollaborationEvent | null> {
  const rows = await sql<EventRow[]>`
    select seq, type, at, actor_kind, actor_id, data, command_id, batch_id from events
    where collaboration_id = ${collaborationId} and seq = ${seq}`;
  return rows[0] ? eventOf(rows[0]) : null;
}

async function refused(
  sql: Queries,
  caller: Caller,
  command: CommandState,
  inHand: InHand,
): Promise<Problem> {
  const code = command.code ?? '';
  const detail = command.detail ?? undefined;
  if (!isProblemCode(code)) return new Problem('INVALID', { detail });
  if (code !== 'VERSION_CONFLICT') return new Problem(code, { detail });
  const state = await stateOf(sql, command, inHand.state);
  const { collaboration } = await views(sql, caller, state, null);
  return new Problem(code, { detail, members: { collaboration } });
}

function failed(): Problem {
  return new Problem('CHANGE_FAILED', {
    detail: 'The change could not be decided; this was reported. Nothing was changed.',
    headers: { 'retry-after': '60' },
  });
}

/** 503 where a change is not known any more: its row is gone. */
export function lost(): Problem {
  return unavailable('The change is not known here any more.');
}

function json(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers });
}
