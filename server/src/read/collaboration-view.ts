import type { CollaborationState } from '@parley/domain/state.schema';
import type { Actor } from '@parley/domain/actor.schema';
import { shownValidation } from '@parley/domain/validation';
import type {
  CollaborationView,
  ContentView,
  CreatorInFull,
  CreatorView,
  PaymentView,
} from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { rowData } from '@parley/workflows/projection/row-data';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { readCreators } from './creators.ts';
import { type Names, readNames } from './names.ts';
import { redactedCollaboration } from './redact.ts';
import { type Moment, stateAt } from './time-travel.ts';

/**
 * The whole collaboration as a person may see it, now or at a moment; null where it does not exist for them or did
 * not exist then. Names, handles and contact details are today's: they are not part of its history.
 */
export async function readCollaboration(
  sql: Queries,
  reader: Reader,
  id: string,
  moment: Moment = {},
): Promise<CollaborationView | null> {
  const [row] = await sql<{ state: unknown }[]>`
    select state from collaborations where id = ${id} and campaign_id in (${visibleCampaigns(sql, reader)})`;
  const state = row ? await stateAt(sql, id, row.state, moment) : null;
  return state === null
    ? null
    : redactedCollaboration((await readView(sql, state)).view, reader.role);
}

/** A state with everything it points to looked up, and the names of further actors. Two queries; nothing is redacted. */
export async function readView(
  sql: Queries,
  state: CollaborationState,
  actors: readonly Actor[] = [],
): Promise<{ readonly view: CollaborationView; readonly names: Names }> {
  const [names, creators] = await Promise.all([
    readNames(sql, {
      campaigns: [state.campaignId],
      people: [state.ownerId],
      actors: [...[...state.payments, ...state.content].map((entry) => entry.by), ...actors],
      withSettings: true,
    }),
    readCreators(sql, [state.creatorId]),
  ]);
  return { view: shown(state, names, creators[0]), names };
}

function shown(
  state: CollaborationState,
  names: Names,
  creator: CreatorView | undefined,
): CollaborationView {
  const { campaignId, creatorId, ownerId, ...row } = rowData(
    state,
    names.settings(state.campaignId),
  );
  return {
    ...row,
    campaign: names.campaign(campaignId),
    creator: inFull(creatorId, creator, names.validatorOf(campaignId)),
    owner: names.person(ownerId),
    terms: { ...row.terms, conditions: state.terms.conditions },
    payments: state.payments.map((payment): PaymentView => ({
      ...payment,
      by: names.actor(payment.by),
    })),
    content: state.content.map((item): ContentView => ({ ...item, by: names.actor(item.by) })),
  };
}

/** A creator as a collaboration shows them: their first handle stands for them, the badge is the campaign's. */
function inFull(
  id: string,
  creator: CreatorView | undefined,
  validatorId: string | null,
): CreatorInFull {
  const [first] = creator?.handles ?? [];
  return {
    id,
    name: creator?.name ?? '',
    handle: first?.handle ?? null,
    platform: first?.platform ?? null,
    tags: creator?.tags ?? [],
    validation: shownValidation(creator?.validations ?? [], validatorId),
    bio: creator?.bio ?? null,
    country: creator?.country ?? null,
    handles: creator?.handles ?? [],
    contact: creator?.contact ?? null,
  };
}
