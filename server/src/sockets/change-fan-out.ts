import type { Role } from '@parley/domain/view';
import type { Sql } from '../db/connect.ts';
import type { ChangeRow } from '../feed/change-row.ts';
import { batchAccess, type BatchAccess } from './batch-access.ts';
import { changeMessages, type MessageFor } from './change-messages.ts';
import type { ReadyChange } from './change-stream.ts';
import type { LiveConnection } from './live-connection.ts';
import type { LiveConnections } from './live-connections.ts';

/** Gives every new change to the sockets that may read it, as each may read it. */
export class ChangeFanOut {
  readonly #sql: Sql;
  readonly #connections: LiveConnections;

  constructor(sql: Sql, connections: LiveConnections) {
    this.#sql = sql;
    this.#connections = connections;
  }

  /** Sends rows in their order; whoever begins to follow meanwhile reads them in the answer to their `sync`. */
  async send(rows: readonly ChangeRow[]): Promise<void> {
    if (!this.#connections.all().some(({ stream }) => stream.isAwake)) return;
    const [messages, access] = await Promise.all([
      changeMessages(this.#sql, rows),
      batchAccess(this.#sql, rows),
    ]);
    const ready = readyByRole(rows, messages);
    for (const connection of this.#connections.all())
      deliver(connection, rows, ready(connection.caller.role), access);
  }
}

function deliver(
  connection: LiveConnection,
  rows: readonly ChangeRow[],
  ready: ReadonlyMap<number, ReadyChange>,
  access: BatchAccess,
): void {
  const { caller, stream } = connection;
  if (!stream.isAwake) return;
  const changedAt = readsAnewAt(rows, access.changedAt(caller));
  const readable = rows.filter(
    (row) => (changedAt === null || row.id < changedAt) && access.isReadable(row, caller),
  );
  stream.offer(readable.flatMap((row) => ready.get(row.id) ?? []));
  // It comes back with the cursor it has, and is told to read everything again.
  if (changedAt !== null) connection.reopen();
}

/** The first row from which on this reader reads everything anew; null for none. */
function readsAnewAt(rows: readonly ChangeRow[], changedAt: number | null): number | null {
  const everything = rows.find(({ kind }) => kind === 'everything')?.id ?? Infinity;
  const first = Math.min(everything, changedAt ?? Infinity);
  return first === Infinity ? null : first;
}

/** What each role gets of the rows, made once however many sockets there are. */
function readyByRole(rows: readonly ChangeRow[], messages: ReadonlyMap<number, MessageFor>) {
  const made = new Map<Role, ReadonlyMap<number, ReadyChange>>();
  return (role: Role): ReadonlyMap<number, ReadyChange> => {
    const before = made.get(role);
    if (before) return before;
    const ready = new Map(
      rows.flatMap(({ id }): [number, ReadyChange][] => {
        const messageFor = messages.get(id);
        return messageFor ? [[id, { id, message: messageFor(role) }]] : [];
      }),
    );
    made.set(role, ready);
    return ready;
  };
}
