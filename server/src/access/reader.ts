import type { Role } from '@parley/domain/view';

/** Whoever reads, as far as visibility asks. A token that stands for no person is invited nowhere. */
export interface Reader {
  readonly role: Role;
  readonly personId: string | null;
}

/** Owners and admins see every campaign. */
export function seesAll(reader: Reader): boolean {
  return reader.role === 'owner' || reader.role === 'admin';
}
