import type { Named, Role } from '@parley/domain/view';

/** An API token as the API lists it; the token itself is answered once, when it is made. */
export interface TokenView extends Named {
  readonly role: Role;
  readonly createdBy: Named;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}
