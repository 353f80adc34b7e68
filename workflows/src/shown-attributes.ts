import type { CollaborationState } from '@parley/domain/state.schema';
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributeUpdatePair,
} from '@temporalio/common';

/** What ops filter by in the Temporal UI: ids, statuses and instants, nothing personal. */
export const SEARCH_ATTRIBUTES = {
  CollaborationStatus: defineSearchAttributeKey('CollaborationStatus', SearchAttributeType.KEYWORD),
  DeliveryStatus: defineSearchAttributeKey('DeliveryStatus', SearchAttributeType.KEYWORD),
  CampaignId: defineSearchAttributeKey('CampaignId', SearchAttributeType.KEYWORD),
  CreatorId: defineSearchAttributeKey('CreatorId', SearchAttributeType.KEYWORD),
  OwnerId: defineSearchAttributeKey('OwnerId', SearchAttributeType.KEYWORD),
  NextReminderAt: defineSearchAttributeKey('NextReminderAt', SearchAttributeType.DATETIME),
  StatusSince: defineSearchAttributeKey('StatusSince', SearchAttributeType.DATETIME),
} as const;

/** Of a batch: running, paused or ended. */
export const BATCH_STATE = defineSearchAttributeKey('BatchState', SearchAttributeType.KEYWORD);

/** Every attribute that a namespace must know. */
export const ALL_ATTRIBUTES = [...Object.values(SEARCH_ATTRIBUTES), BATCH_STATE];

/** The attributes of a state; null unsets one. */
export function attributesOf(
  state: CollaborationState,
  nextReminderAt: string | null,
): SearchAttributeUpdatePair[] {
  return [
    { key: SEARCH_ATTRIBUTES.CollaborationStatus, value: state.status },
    { key: SEARCH_ATTRIBUTES.DeliveryStatus, value: state.delivery?.status ?? null },
    { key: SEARCH_ATTRIBUTES.CampaignId, value: state.campaignId },
    { key: SEARCH_ATTRIBUTES.CreatorId, value: state.creatorId },
    { key: SEARCH_ATTRIBUTES.OwnerId, value: state.ownerId },
    {
      key: SEARCH_ATTRIBUTES.NextReminderAt,
      value: nextReminderAt === null ? null : new Date(nextReminderAt),
    },
    { key: SEARCH_ATTRIBUTES.StatusSince, value: new Date(state.statusSince) },
  ];
}
