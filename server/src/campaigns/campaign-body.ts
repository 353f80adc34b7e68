import { amountCents, currency, day, uuid } from '@parley/domain/scalars';
import { CAMPAIGN_STATUSES } from '@parley/domain/statuses';
import { shortText } from '@parley/domain/text';
import { z } from 'zod';

const details = {
  brand: shortText.nullish(),
  brief: shortText.nullish(),
  ownerId: uuid.nullish(),
  budgetCents: amountCents.nullish(),
  currency: currency.nullish(),
  startsOn: day.nullish(),
  endsOn: day.nullish(),
  status: z
    .enum(CAMPAIGN_STATUSES, { error: `must be one of ${CAMPAIGN_STATUSES.join(', ')}` })
    .optional(),
  access: z.enum(['team', 'invited'], { error: 'must be team or invited' }).optional(),
  /** Whose results its badges show; null: the workspace's choice. */
  validatorId: uuid.nullish(),
  peopleIds: z.array(uuid).max(1_000, 'must be at most 1,000').optional(),
};

/** `ownerId` left out is the caller, null nobody; a budget without currency is in the workspace's. */
export const newCampaign = z.strictObject({ name: shortText, ...details });
export type NewCampaign = z.output<typeof newCampaign>;

/** A field left out stays, null empties it; `peopleIds` is the whole list. */
export const campaignChange = z
  .strictObject({ name: shortText.optional(), ...details })
  .refine(
    (value) => Object.values(value).some((field) => field !== undefined),
    'nothing to change',
  );
export type CampaignChange = z.output<typeof campaignChange>;
