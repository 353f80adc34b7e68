import type { CollaborationEvent } from './events.schema.ts';
import type { Refusal } from './refusals.ts';

/** What `decide` answers: exactly one event, nothing to do, or a refusal. */
export type Decision =
  | { readonly kind: 'event'; readonly event: CollaborationEvent }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };
