import type { EventContent } from '../events.schema.ts';
import { refusal, type Refusal, type RefusalCode } from '../refusals.ts';

/** What one rule says: the content of the event, that nothing would alter, or why not. */
export type Outcome =
  | { readonly kind: 'event'; readonly content: EventContent }
  | { readonly kind: 'unchanged' }
  | Refused;

interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export const UNCHANGED = { kind: 'unchanged' } as const;

export function happened(content: EventContent): Outcome {
  return { kind: 'event', content };
}

export function refused(code: RefusalCode, detail?: string): Refused {
  return { kind: 'refused', refusal: refusal(code, detail) };
}
