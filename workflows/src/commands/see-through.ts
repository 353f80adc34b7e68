import { accept, type Asked } from './accept.ts';
import { carryOut } from './carry-out.ts';
import type { PathDeps } from './path.ts';
import { release } from './release.ts';
import type { Sending } from './send.ts';
import {
  commandOf,
  type CommandRow,
  type CommandState,
  readCommandState,
  type StoredCommand,
} from './stored-command.ts';

/** Changes that a sender in the worker asks for: their ids are derived, so asking again means the same change. */
export type DerivedChange = Omit<Asked, 'id' | 'key' | 'refusal'> & { readonly id: string };

/**
 * Stores a change and sees it through to its outcome, for senders that come again. Null while it is not decided: it
 * stays stored, the sweeper sends it, and asking again finds out. Safe to repeat.
 */
export async function seeThrough(
  deps: PathDeps,
  change: DerivedChange,
  sending: (command: StoredCommand) => Promise<Sending>,
): Promise<Pick<CommandState, 'outcome' | 'code' | 'detail'> | null> {
  const accepted = await accept(deps.sql, { ...change, key: null, refusal: null });
  const state =
    accepted.kind === 'stored' && !accepted.isRefused ? null : await decided(deps, change.id);
  if (state !== null) return state;
  const command = accepted.kind === 'stored' ? accepted.command : await stored(deps, change.id);
  if (command === null) return null;
  const done = await carryOut(deps, command, await sending(command));
  if (done.kind === 'pending') {
    await release(deps.sql, change.id);
    return null;
  }
  const { outcome, code = null, detail = null } = done.outcome;
  return { outcome, code, detail };
}

async function decided({ sql }: PathDeps, id: string): Promise<CommandState | null> {
  const state = await readCommandState(sql, id);
  return state === null || state.outcome === null ? null : state;
}

/** As it was stored: what it was made of may have changed since, and it must stay the same change. */
async function stored({ sql }: PathDeps, id: string): Promise<StoredCommand | null> {
  const rows = await sql<CommandRow[]>`
    select id, collaboration_id, name, payload, actor_kind, actor_id, at, expected_version, batch_id
    from commands where id = ${id}`;
  return rows[0] ? commandOf(rows[0]) : null;
}
