import type { ChangeBody, CreateBody } from '../commands.schema.ts';
import { EMPTY_TERMS } from '../empty-terms.ts';
import type { EventData } from '../events.schema.ts';
import { canonicalJson } from '../hash.ts';
import { derivedId } from '../ids.ts';
import { refusal, type Refusal } from '../refusals.ts';
import type { CollaborationState } from '../state.schema.ts';
import { isFinal } from '../statuses.ts';
import type {
  Compensation,
  CompensationInput,
  Deliverable,
  DeliverableInput,
  Terms,
  TermsInput,
} from '../terms.schema.ts';
import { happened, refused, UNCHANGED, type Outcome } from './outcome.ts';

type Merged<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** A field left out stays, null empties it; what differs is in the event, each field whole. */
export function editTerms(
  state: CollaborationState,
  body: ChangeBody<'editTerms'>,
  commandId: string,
): Outcome {
  if (isFinal(state.status)) return refused('COLLABORATION_CLOSED');
  const merged = mergeTerms(state.terms, body, commandId);
  if (!merged.ok) return { kind: 'refused', refusal: merged.refusal };
  const shipping = shippingChange(state, body.shipsProduct);
  if (shipping === 'refused') return refused('SHIPMENT_UNDER_WAY');
  const data = { ...difference(state.terms, merged.value), ...shipping };
  return Object.keys(data).length === 0 ? UNCHANGED : happened({ type: 'TermsChanged', data });
}

/** The terms that a new collaboration starts with. */
export function firstTerms(body: CreateBody, commandId: string): Merged<Terms> {
  return mergeTerms(EMPTY_TERMS, body.terms ?? {}, commandId);
}

/** The terms after an edit, or why they cannot be so. New deliverables get ids that depend on the command alone. */
export function mergeTerms(terms: Terms, input: TermsInput, commandId: string): Merged<Terms> {
  const deliverables = mergeDeliverables(terms.deliverables, input.deliverables, commandId);
  if (!deliverables) return { ok: false, refusal: refusal('DELIVERABLE_NOT_FOUND') };
  const compensation = mergeCompensation(terms.compensation, input.compensation);
  if (compensation.amountCents !== null && compensation.currency === null) {
    return { ok: false, refusal: refusal('CURRENCY_REQUIRED') };
  }
  const timeline =
    input.timeline === null
      ? EMPTY_TERMS.timeline
      : { ...terms.timeline, ...given(input.timeline ?? {}) };
  if (timeline.startsOn !== null && timeline.dueOn !== null && timeline.startsOn > timeline.dueOn) {
    return { ok: false, refusal: refusal('DATES_OUT_OF_ORDER') };
  }
  const { conditions = terms.conditions } = input;
  return { ok: true, value: { deliverables, compensation, timeline, conditions } };
}

function mergeDeliverables(
  present: readonly Deliverable[],
  input: readonly DeliverableInput[] | null | undefined,
  commandId: string,
): Deliverable[] | null {
  if (input === undefined) return [...present];
  const merged: Deliverable[] = [];
  for (const [index, item] of (input ?? []).entries()) {
    const before = present.find((other) => other.id === item.id);
    if (item.id !== undefined && !before) return null;
    merged.push({
      id: item.id ?? derivedId(commandId, 'deliverable', index),
      type: item.type,
      quantity: item.quantity ?? before?.quantity ?? 1,
      requirements:
        item.requirements === undefined ? (before?.requirements ?? null) : item.requirements,
      dueOn: item.dueOn === undefined ? (before?.dueOn ?? null) : item.dueOn,
    });
  }
  return merged;
}

function mergeCompensation(
  present: Compensation,
  input: CompensationInput | null | undefined,
): Compensation {
  if (input === null) return EMPTY_TERMS.compensation;
  const { kind: _computed, ...parts } = input ?? {};
  return { ...present, ...given(parts) };
}

/** The fields that were said: an undefined one stays as it was. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> };
function given(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function shippingChange(
  state: CollaborationState,
  ships: boolean | undefined,
): { shipsProduct?: boolean } | 'refused' {
  if (ships === undefined || ships === (state.delivery !== null)) return {};
  if (!ships && state.delivery?.status !== 'Pending') return 'refused';
  return { shipsProduct: ships };
}

function difference(before: Terms, now: Terms): EventData<'TermsChanged'> {
  const differs = (a: unknown, b: unknown) => canonicalJson(a) !== canonicalJson(b);
  return {
    ...(differs(before.deliverables, now.deliverables) ? { deliverables: now.deliverables } : {}),
    ...(differs(before.compensation, now.compensation) ? { compensation: now.compensation } : {}),
    ...(differs(before.timeline, now.timeline) ? { timeline: now.timeline } : {}),
    ...(before.conditions === now.conditions ? {} : { conditions: now.conditions }),
  };
}
