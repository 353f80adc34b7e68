import type { CollaborationState } from '@parley/domain/state.schema';
import type { CollaborationView, ContentView, PaymentView } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import { rowData, type RowSettings } from '@parley/workflows/projection/row-data';
import type { Reader } from '../access/reader.ts';
import { visibleCampaigns } from '../access/visible-campaigns.ts';
import { readCreators } from './creators.ts';
import { type Names, readNames } from './names.ts';
import { redactedCollaboration } from './redact.ts';
import { joined, readSettings } from './rows.ts';
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
  return state === null ? null : redactedCollaboration(await viewOf(sql, state), reader.role);
}

/** A state with everything it points to looked up; nothing is redacted. */
export async function viewOf(sql: Queries, state: CollaborationState): Promise<CollaborationView> {
  const [names, creators, settings] = await Promise.all([
    readNames(sql, {
      campaigns: [state.campaignId],
      creators: [state.creatorId],
      people: [state.ownerId],
      actors: [...state.payments, ...state.content].map((entry) => entry.by),
    }),
    readCreators(sql, [state.creatorId]),
    readSettings(sql),
  ]);
  return shown(
    state,
    names,
    settings(names.campaignStatus(state.campaignId)),
    creators[0] ?? NOBODY,
  );
}

const NOBODY = { bio: null, country: null, handles: [], contact: null } as const;

function shown(
  state: CollaborationState,
  names: Names,
  settings: RowSettings,
  { bio, country, handles, contact }: Pick<CollaborationView['creator'], keyof typeof NOBODY>,
): CollaborationView {
  const row = joined(rowData(state, settings), names);
  return {
    ...row,
    creator: { ...row.creator, bio, country, handles, contact },
    terms: { ...row.terms, conditions: state.terms.conditions },
    payments: state.payments.map((payment): PaymentView => ({
      ...payment,
      by: names.actor(payment.by),
    })),
    content: state.content.map((item): ContentView => ({ ...item, by: names.actor(item.by) })),
  };
}
