import { seesCampaign } from '@parley/domain/permissions';
import type {
  CampaignView,
  CollaborationView,
  EventView,
  MemberView,
  Page,
} from '@parley/domain/view';
import { get, type Fetch } from '#lib/api/client.ts';
import type { Problem } from '#lib/api/problem.ts';

/** One read of everything the details show. */
export interface DetailsData {
  readonly collaboration: CollaborationView;
  readonly events: Page<EventView>;
  readonly members: readonly MemberView[];
  /** Who may own it: people who work here and may see its campaign. */
  readonly owners: readonly MemberView[];
  readonly isArchived: boolean;
  readonly cursor: string | null;
  /** This machine's clock before the read: what arrived since is absorbed on top. */
  readonly readAt: number;
}

export type DetailsRead =
  | { readonly ok: true; readonly data: DetailsData }
  | { readonly ok: false; readonly problem: Problem };

const EVENTS = 50;

/** Reads a collaboration with its newest events; members and campaign are left out where they may not be read. */
export async function readDetails(fetcher: Fetch, id: string): Promise<DetailsRead> {
  const readAt = Date.now();
  const [collaboration, events, members] = await Promise.all([
    get<CollaborationView>(fetcher, `/api/collaborations/${id}`),
    readEvents(fetcher, id, null),
    get<Page<MemberView>>(fetcher, '/api/members?limit=200'),
  ]);
  if (!collaboration.ok) return collaboration;
  if (!events.ok) return events;
  const campaign = await get<CampaignView>(
    fetcher,
    `/api/campaigns/${collaboration.data.campaign.id}`,
  );
  const people = members.ok ? members.data.items : [];
  return {
    ok: true,
    data: {
      collaboration: collaboration.data,
      events: events.data,
      members: people,
      owners: campaign.ok ? ownersOf(campaign.data, people) : people,
      isArchived: campaign.ok && campaign.data.status === 'Archived',
      cursor: collaboration.cursor,
      readAt,
    },
  };
}

/** One page of the timeline, newest first; `cursor` is where an earlier page ended. */
export function readEvents(fetcher: Fetch, id: string, cursor: string | null) {
  const after = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  return get<Page<EventView>>(fetcher, `/api/collaborations/${id}/events?limit=${EVENTS}${after}`);
}

function ownersOf(campaign: CampaignView, people: readonly MemberView[]): MemberView[] {
  const invited = new Set(campaign.people.map(({ id }) => id));
  return people.filter(
    ({ id, role, isDisabled }) =>
      !isDisabled &&
      role !== 'guest' &&
      seesCampaign(role, { access: campaign.access, invited: invited.has(id) }),
  );
}
