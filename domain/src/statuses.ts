/** The life of a collaboration and of its shipment, in the order the product shows them. */

export const OPEN_STATUSES = ['Pending', 'Negotiating', 'Fulfilling'] as const;
export const FINAL_STATUSES = ['Completed', 'Cancelled'] as const;
export const STATUSES = [...OPEN_STATUSES, ...FINAL_STATUSES] as const;
export type Status = (typeof STATUSES)[number];

export type FinalStatus = Extract<Status, 'Completed' | 'Cancelled'>;
/** Completed and Cancelled are final: status and terms change no more. */
export function isFinal(status: Status): status is FinalStatus {
  return status === 'Completed' || status === 'Cancelled';
}

export const DELIVERY_STATUSES = ['Pending', 'In Transit', 'Delivered', 'Exception'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const REVIEW_STATES = ['open', 'accepted', 'changes asked'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const CAMPAIGN_STATUSES = ['Draft', 'Live', 'Paused', 'Archived'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** What each status means, in the words of the user's page. */
export const STATUS_MEANING: Record<Status, string> = {
  Pending: 'The creator has been asked and has not answered yet.',
  Negotiating: 'The creator acknowledged and terms are being discussed.',
  Fulfilling: 'Terms are final and the work has begun.',
  Completed: 'All deliverables are met.',
  Cancelled: 'The partnership will not proceed.',
};
