import type { ChangeBody } from '@parley/domain/commands.schema';
import { LIMITS } from '@parley/domain/limits';
import { currencyOf } from './currency.ts';
import { parseAmount } from '@parley/domain/parse-amount';

/** A payment as it stands in the form. */
export interface PaymentDraft {
  readonly amount: string;
  readonly currency: string;
  /** YYYY-MM-DD or empty. */
  readonly paidOn: string;
  readonly method: string;
  readonly reference: string;
}

export type ReadPayment =
  | { readonly ok: true; readonly body: ChangeBody<'recordPayment'> }
  | { readonly ok: false; readonly field: keyof PaymentDraft; readonly message: string };

/** The form read into the body to send, or the first field that is wrong with why. */
export function readPayment(draft: PaymentDraft): ReadPayment {
  const currency = currencyOf(draft.currency);
  if (!currency) return { ok: false, field: 'currency', message: 'Choose a currency.' };
  const amount = parseAmount(draft.amount, currency);
  if (!amount.ok) return { ok: false, field: 'amount', message: amount.message };
  for (const field of ['method', 'reference'] as const) {
    if (draft[field].trim().length > LIMITS.textChars)
      return { ok: false, field, message: 'At most 500 characters.' };
  }
  return {
    ok: true,
    body: {
      amountCents: amount.value,
      currency,
      paidOn: draft.paidOn || null,
      method: draft.method.trim() || null,
      reference: draft.reference.trim() || null,
    },
  };
}
