import type { CampaignView, Money } from '@parley/domain/view';
import type { CampaignStatus } from '@parley/domain/statuses';
import { currencyOf } from '#lib/details/currency.ts';
import { amountText, parseAmount } from '@parley/domain/parse-amount';

/** The form of a campaign as it stands. */
export interface CampaignDraft {
  name: string;
  brand: string;
  brief: string;
  status: CampaignStatus;
  ownerId: string;
  budget: string;
  currency: string;
  startsOn: string;
  endsOn: string;
  access: 'team' | 'invited';
  peopleIds: string[];
  validatorId: string | null;
}

export const CAMPAIGN_STATUS_MEANING: Record<CampaignStatus, string> = {
  Draft: 'Being prepared: everything can be edited, reminders rest.',
  Live: 'Running: reminders are sent.',
  Paused: 'On hold: everything can be edited, reminders rest.',
  Archived: 'Over: its collaborations are read-only and hidden from lists.',
};

export function draftOfCampaign(
  campaign: CampaignView | null,
  meId: string,
  currency: string,
): CampaignDraft {
  const { budgetCents = null } = campaign ?? {};
  const own = campaign?.currency ?? currency;
  return {
    name: campaign?.name ?? '',
    brand: campaign?.brand ?? '',
    brief: campaign?.brief ?? '',
    status: campaign?.status ?? 'Draft',
    ownerId: campaign ? (campaign.owner?.id ?? '') : meId,
    budget: budgetCents === null ? '' : amountText(budgetCents, own),
    currency: own,
    startsOn: campaign?.startsOn ?? '',
    endsOn: campaign?.endsOn ?? '',
    access: campaign?.access ?? 'team',
    peopleIds: campaign?.people.map(({ id }) => id) ?? [],
    validatorId: campaign?.validatorId ?? null,
  };
}

export type ReadCampaign =
  | { readonly ok: true; readonly body: Record<string, unknown> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** The form read into the body of POST and PATCH alike, or the fields that are wrong with why. */
export function readCampaign(draft: CampaignDraft): ReadCampaign {
  const errors: Record<string, string> = {};
  if (draft.name.trim() === '') errors.name = 'Give the campaign a name.';
  const budget = draft.budget.trim() === '' ? null : parseAmount(draft.budget, draft.currency);
  if (budget && !budget.ok) errors.budgetCents = budget.message;
  if (draft.startsOn && draft.endsOn && draft.startsOn > draft.endsOn) {
    errors.endsOn = 'The end must not be before the start.';
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    body: {
      name: draft.name.trim(),
      brand: draft.brand.trim() || null,
      brief: draft.brief.trim() || null,
      status: draft.status,
      ownerId: draft.ownerId || null,
      budgetCents: budget?.ok ? budget.value : null,
      currency: draft.currency,
      startsOn: draft.startsOn || null,
      endsOn: draft.endsOn || null,
      access: draft.access,
      peopleIds: draft.peopleIds,
      validatorId: draft.validatorId,
    },
  };
}

/** The budget as money; null where none is set. */
export function budgetOf({ budgetCents, currency }: CampaignView): Money | null {
  const code = currencyOf(currency);
  return budgetCents === null || code === null
    ? null
    : { amountCents: budgetCents, currency: code };
}
