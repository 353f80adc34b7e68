import { z } from 'zod';
import { campaignChange, newCampaign } from '../campaigns/campaign-body.ts';
import { addCampaign, changeCampaign } from '../campaigns/write-campaign.ts';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { campaignListQuery, readCampaign, readCampaignList } from '../read/campaign-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { recomputeRows } from '../workspace/recompute-rows.ts';
import { type SettingsChanged, settingsChangedIn } from '../workspace/tell-workflows.ts';
import { campaign, pageOf } from './answer-schemas.ts';
import { once } from './once.ts';

const one = z.object({ campaign });

/** Campaigns: people read those that exist for them, owners and admins make and change them. Never deleted. */
export const campaignRoutes = (
  deps: Deps,
  settingsChanged: SettingsChanged = settingsChangedIn(deps),
): Route[] => [...readRoutes(deps), ...writeRoutes(deps, settingsChanged)];

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/campaigns',
    summary: 'A page of campaigns by name, archived ones included',
    allow: 'campaign.read',
    query: campaignListQuery,
    answers: { 200: { description: 'The page', schema: pageOf(campaign) } },
    handle: async ({ c, caller, query }) =>
      withCursor(
        c,
        await snapshot(sql, (transaction) => readCampaignList(transaction, caller, query)),
      ),
  }),
  route({
    method: 'get',
    path: '/api/campaigns/:id',
    summary: 'One campaign',
    allow: 'campaign.read',
    answers: { 200: { description: 'The campaign', schema: campaign } },
    handle: async ({ c, caller, params }) => {
      const read = await snapshot(sql, (transaction) =>
        readCampaign(transaction, caller, params.id),
      );
      return withCursor(c, { ...read, value: found(read.value, 'campaign') });
    },
  }),
];

const writeRoutes = ({ sql }: Deps, settingsChanged: SettingsChanged): Route[] => [
  route({
    method: 'post',
    path: '/api/campaigns',
    summary: 'Makes a campaign',
    allow: 'campaign.manage',
    body: newCampaign,
    answers: { 201: { description: 'The campaign', schema: one } },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(sql, request, async (transaction) => ({
        status: 201,
        body: { campaign: await addCampaign(transaction, request.caller.personId, request.body) },
      })),
  }),
  route({
    method: 'patch',
    path: '/api/campaigns/:id',
    summary:
      'Changes a campaign; a field left out stays, null empties it, `peopleIds` is the whole list',
    allow: 'campaign.manage',
    body: campaignChange,
    answers: { 200: { description: 'The campaign', schema: one } },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: async (request) => {
      const { id } = request.params;
      let isStatusNew = false;
      const answer = await once(sql, request, async (transaction) => {
        const changed = await changeCampaign(transaction, id, request.body);
        isStatusNew = changed.isStatusNew;
        return { status: 200, body: { campaign: changed.campaign } };
      });
      // A campaign that is not Live rests its reminders.
      if (isStatusNew) {
        await recomputeRows(sql, id);
        settingsChanged(id);
      }
      return answer;
    },
  }),
];
