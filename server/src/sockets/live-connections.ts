import type { Sql } from '../db/connect.ts';
import type { LiveConnection } from './live-connection.ts';

/** The open sockets of this process. */
export class LiveConnections {
  readonly #sql: Sql;
  readonly #open = new Set<LiveConnection>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Keeps the connection until its socket is gone. */
  add(connection: LiveConnection): void {
    this.#open.add(connection);
    connection.onGone(() => this.#open.delete(connection));
  }

  all(): readonly LiveConnection[] {
    return [...this.#open];
  }

  ofPerson(personId: string): readonly LiveConnection[] {
    return this.all().filter(
      ({ caller }) => caller.personId === personId && caller.kind === 'member',
    );
  }

  endSession(sessionId: string): void {
    for (const connection of this.all())
      if (connection.caller.sessionId === sessionId) connection.end();
  }

  /** They come back at once with the role they have then, or are turned away. */
  reopenAccount(accountId: string): void {
    for (const connection of this.all())
      if (connection.caller.accountId === accountId) connection.reopen();
  }

  /** Ends the sockets of sessions and tokens that ended without our hearing of it. */
  async closeEnded(): Promise<void> {
    const open = this.all();
    const sessions = open.flatMap(({ caller }) => caller.sessionId ?? []);
    const tokens = open.flatMap(({ caller }) => (caller.kind === 'token' ? caller.accountId : []));
    if (open.length === 0) return;
    const rows = await this.#sql<{ id: string; role: string }[]>`
      select s.id, p.role from sessions s join people p on p.id = s.user_id
      where s.id = any(${sessions}::uuid[]) and s.expires_at > now()
        and s.created_at > now() - interval '30 days' and p.disabled_at is null
      union all
      select id, role from api_tokens where id = any(${tokens}::uuid[]) and revoked_at is null`;
    const roles = new Map(rows.map(({ id, role }) => [id, role]));
    for (const connection of open) {
      const role = roles.get(connection.caller.sessionId ?? connection.caller.accountId);
      if (role === undefined) connection.end();
      else if (role !== connection.caller.role) connection.reopen();
    }
  }
}
