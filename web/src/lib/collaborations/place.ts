import { isFiltered, searchOf, type ListQuery } from './query.ts';

/** The page that a list is on: its address, and the campaign it stays within. */
export interface ListPlace {
  readonly path: string;
  /** Null: all campaigns. */
  readonly campaignId: string | null;
}

/** The query as this page asks it: always within its campaign. */
export function within(place: ListPlace, query: ListQuery): ListQuery {
  return place.campaignId === null ? query : { ...query, campaign: [place.campaignId] };
}

/** The page's address for a query; the campaign that the page is about is not said twice. */
export function addressOf(place: ListPlace, query: ListQuery): string {
  const said = place.campaignId === null ? query : { ...query, campaign: [] };
  return place.path + searchOf(said);
}

/** Whether anything narrows the list beside the page's own campaign. */
export function isNarrowed(place: ListPlace, query: ListQuery): boolean {
  return isFiltered(place.campaignId === null ? query : { ...query, campaign: [] });
}
