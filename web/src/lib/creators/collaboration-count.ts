import type { CreatorListItem } from '@parley/domain/view';

/** How many collaborations with a creator the reader sees. */
export function collaborationCount({ collaborations }: CreatorListItem): number {
  return collaborations.open + collaborations.completed + collaborations.cancelled;
}
