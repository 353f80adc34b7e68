import type { Actor } from '@parley/domain/actor.schema';
import type { Role } from '@parley/domain/view';

/** Who asks. A token acts with its own role; `accountId` is what idempotency keys and limits count by. */
export interface Caller {
  readonly accountId: string;
  readonly kind: 'member' | 'token';
  /** The person, or, for a token, whoever made it. */
  readonly personId: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** The session that a socket or a sign-out belongs to; null for tokens. */
  readonly sessionId: string | null;
}

/** The caller as commands and events carry it: for a token the token's id. */
export function actorOf(caller: Caller): Actor {
  return { kind: caller.kind, id: caller.accountId };
}
