/** Every refusal of `decide` in words. The server's table gives each its HTTP status. */
export const REFUSALS = {
  REASON_REQUIRED: 'A reason is needed.',
  TRANSITION_NOT_ALLOWED: 'Completed and Cancelled are final.',
  COLLABORATION_CLOSED: 'The terms of a completed or cancelled collaboration do not change.',
  NO_SHIPMENT: 'No product ships in this collaboration.',
  SHIPMENT_UNDER_WAY: 'The product is already on its way, so the shipment stays.',
  UNDO_UNSAFE: 'This can no longer be taken back.',
  VERSION_CONFLICT: 'Someone changed the same thing since you read it.',
  CONTENT_NOT_FOUND: 'There is no such content in this collaboration.',
  DELIVERABLE_NOT_FOUND: 'There is no such deliverable in the terms.',
  CURRENCY_REQUIRED: 'An amount needs a currency.',
  DATES_OUT_OF_ORDER: 'The work cannot be due before it starts.',
  SNOOZE_OUT_OF_RANGE: 'A reminder can be snoozed until an instant ahead, at most a year.',
  TOO_MANY: 'The limit of entries is reached.',
  TOO_LARGE: 'The collaboration would become too large.',
  ALREADY_EXISTS: 'This collaboration exists already.',
  NOT_CREATED: 'This collaboration does not exist.',
  NOT_DUE: 'No reminder is due.',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

/** A change that the rules refuse: it leaves no trace in the state. */
export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence for a person: what was refused, and what stands in the way. */
  readonly detail: string;
}

export function refusal(code: RefusalCode, detail: string = REFUSALS[code]): Refusal {
  return { code, detail };
}
