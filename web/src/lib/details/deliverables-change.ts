import { LIMITS } from '@parley/domain/limits';
import type { DeliverableInput } from '@parley/domain/terms.schema';
import type { DeliverableView } from '@parley/domain/view';

/** A deliverable as it stands in the inputs. */
export interface DeliverableDraft {
  readonly type: string;
  readonly quantity: string;
  readonly requirements: string;
  /** YYYY-MM-DD or empty. */
  readonly dueOn: string;
}

export const NEW_DELIVERABLE: DeliverableDraft = {
  type: '',
  quantity: '1',
  requirements: '',
  dueOn: '',
};

/** What creators are most often asked for; the type is free text. */
export const DELIVERABLE_TYPES = [
  'Reel',
  'Story',
  'Post',
  'Carousel',
  'Video',
  'Short',
  'Live stream',
  'Blog article',
  'Podcast mention',
  'Usage rights',
] as const;

export function draftOf(deliverable: DeliverableView): DeliverableDraft {
  return {
    type: deliverable.type,
    quantity: String(deliverable.quantity),
    requirements: deliverable.requirements ?? '',
    dueOn: deliverable.dueOn ?? '',
  };
}

/** What is wrong with a draft, in words; null when nothing is. */
export function draftProblem(draft: DeliverableDraft): string | null {
  if (draft.type.trim() === '') return 'Say what is asked for, as Reel or Story.';
  if (draft.type.trim().length > LIMITS.textChars) return `At most ${LIMITS.textChars} characters.`;
  if (!/^\d{1,5}$/.test(draft.quantity.trim()))
    return 'The quantity is a whole number from 1 to 10,000.';
  const quantity = Number(draft.quantity);
  if (quantity < 1 || quantity > 10_000) return 'The quantity is a whole number from 1 to 10,000.';
  if (draft.requirements.trim().length > LIMITS.textChars) {
    return `Requirements have at most ${LIMITS.textChars} characters; longer ones belong in the conditions.`;
  }
  return null;
}

const inputOf = (draft: DeliverableDraft): DeliverableInput => ({
  type: draft.type.trim(),
  quantity: Number(draft.quantity),
  requirements: draft.requirements.trim() || null,
  dueOn: draft.dueOn || null,
});

const asSent = ({
  id,
  type,
  quantity,
  requirements,
  dueOn,
}: DeliverableView): DeliverableInput => ({
  id,
  type,
  quantity,
  requirements,
  dueOn,
});

/** The whole list to send after one deliverable was edited. */
export function withChanged(
  list: readonly DeliverableView[],
  id: string,
  draft: DeliverableDraft,
): DeliverableInput[] {
  return list.map((item) => (item.id === id ? { id, ...inputOf(draft) } : asSent(item)));
}

/** The whole list to send with one more deliverable at its end; the server gives it its id. */
export function withNew(
  list: readonly DeliverableView[],
  draft: DeliverableDraft,
): DeliverableInput[] {
  return [...list.map(asSent), inputOf(draft)];
}

export function without(list: readonly DeliverableView[], id: string): DeliverableInput[] {
  return list.filter((item) => item.id !== id).map(asSent);
}

export function isSameDraft(a: DeliverableDraft, b: DeliverableDraft): boolean {
  return (
    a.type.trim() === b.type.trim() &&
    a.quantity.trim() === b.quantity.trim() &&
    a.requirements.trim() === b.requirements.trim() &&
    a.dueOn === b.dueOn
  );
}
