import type { CreateBody } from '@parley/domain/commands.schema';
import { currencyOf } from '#lib/details/currency.ts';
import { draftProblem, type DeliverableDraft } from '#lib/details/deliverables-change.ts';
import { parseAmount } from '@parley/domain/parse-amount';

/** The form of a new collaboration as it stands. */
export interface CollaborationDraft {
  readonly campaignId: string;
  readonly creatorId: string;
  /** Empty is nobody. */
  readonly ownerId: string;
  readonly deliverables: readonly DeliverableDraft[];
  readonly amount: string;
  readonly currency: string;
  readonly commission: string;
  readonly product: string;
  /** YYYY-MM-DD or empty. */
  readonly dueOn: string;
  readonly shipsProduct: boolean;
}

export type DraftErrors = Readonly<Record<string, string>>;
export type ReadDraft =
  | { readonly ok: true; readonly body: CreateBody }
  | { readonly ok: false; readonly errors: DraftErrors };

/** The form read into the body to send, or every field that is wrong with why. */
export function readDraft(draft: CollaborationDraft): ReadDraft {
  const errors: Record<string, string> = {};
  if (draft.campaignId === '') errors.campaignId = 'Choose a campaign.';
  if (draft.creatorId === '') errors.creatorId = 'Choose a creator, or make a new one.';
  const amountCents = readAmount(draft, errors);
  const commissionPercent = readCommission(draft.commission, errors);
  draft.deliverables.forEach((deliverable, index) => {
    const problem = draftProblem(deliverable);
    if (problem) errors[`deliverables.${index}`] = problem;
  });
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, body: bodyOf(draft, amountCents, commissionPercent) };
}

function readAmount(draft: CollaborationDraft, errors: Record<string, string>): number | null {
  if (draft.amount.trim() === '') return null;
  const parsed = parseAmount(draft.amount, draft.currency);
  if (parsed.ok) return parsed.value;
  errors.amount = parsed.message;
  return null;
}

function readCommission(typed: string, errors: Record<string, string>): number | null {
  const text = typed.replace('%', '').replace(',', '.').trim();
  if (text === '') return null;
  const percent = Number(text);
  if (/^\d{1,3}(\.\d{1,2})?$/.test(text) && percent >= 0.01 && percent <= 100) return percent;
  errors.commission = '0.01 to 100, with at most two decimals.';
  return null;
}

function bodyOf(
  draft: CollaborationDraft,
  amountCents: number | null,
  commissionPercent: number | null,
): CreateBody {
  const { campaignId, creatorId, ownerId, dueOn, shipsProduct } = draft;
  return {
    campaignId,
    creatorId,
    ownerId: ownerId || null,
    shipsProduct,
    terms: {
      deliverables: draft.deliverables.map((item) => ({
        type: item.type.trim(),
        quantity: Number(item.quantity),
        requirements: item.requirements.trim() || null,
        dueOn: item.dueOn || null,
      })),
      compensation: {
        amountCents,
        currency: amountCents === null ? null : currencyOf(draft.currency),
        commissionPercent,
        product: draft.product.trim() || null,
      },
      timeline: { startsOn: null, dueOn: dueOn || null },
    },
  };
}
