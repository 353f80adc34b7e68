import { uuid } from '@parley/domain/scalars';
import type { ChangeMessage, PresencePerson } from '@parley/domain/view';
import { z } from 'zod';

/** What a browser sends, each answered through its acknowledgement. */
export const SOCKET_MESSAGES = {
  sync: z.strictObject({ since: z.string().max(200).nullable() }),
  watch: z.strictObject({ collaborationId: uuid }),
  unwatch: z.strictObject({ collaborationId: uuid }),
  watchAll: z.strictObject({}),
  unwatchAll: z.strictObject({}),
  presence: z.strictObject({
    collaborationId: uuid,
    /** The field that is being edited; null: only looking on. */
    field: z.string().min(1).max(100).nullable(),
  }),
} as const;

export type SyncAnswer =
  | { readonly cursor: string; readonly changes: readonly ChangeMessage[]; readonly more?: true }
  | { readonly resync: true; readonly cursor: string };

export interface PresenceMessage {
  readonly collaborationId: string;
  readonly people: readonly PresencePerson[];
}
