import type { CommandContent } from '@parley/domain/commands.schema';
import { derivedId } from '@parley/domain/ids';
import {
  campaignOfRow,
  type CollaborationRow,
  readCollaborationRow,
} from '@parley/domain/imports/collaboration-row';
import { extraCells } from '@parley/domain/imports/extra-cells';
import type { CellError } from '@parley/domain/imports/row-read';
import type { Queries } from '../projection/postgres.ts';
import type { CreatorDraft } from './creator-drafts.ts';
import type { ImportJob, PendingRow, RowResult } from './import-row.ts';
import { type Acting, NamedThings } from './named-things.ts';
import { NewCreators } from './new-creators.ts';
import { tryOut } from './try-out.ts';

/** A row that can be made: the changes that make it, in their order. */
export interface ReadyCollaboration {
  readonly row: number;
  readonly id: string;
  readonly campaignId: string;
  readonly creatorId: string;
  readonly contents: readonly CommandContent[];
}
export interface DecidedCollaborations {
  readonly ready: readonly ReadyCollaboration[];
  /** Creators that rows bring along. */
  readonly drafts: readonly CreatorDraft[];
  /** The rows that cannot be made. */
  readonly refused: readonly RowResult[];
}
type Plan = Pick<ImportJob, 'id' | 'mapping' | 'createsCreators'>;
type Read = { readonly row: PendingRow; readonly read: CollaborationRow };

/**
 * Finds what rows name, and tries their changes out by the rules alone, so that a row is made in whole or not at
 * all. Changes nothing.
 */
export async function decideCollaborations(
  sql: Queries,
  plan: Plan,
  acting: Acting,
  rows: readonly PendingRow[],
): Promise<DecidedCollaborations> {
  const things = new NamedThings(acting);
  const campaigns = rows.map(({ cells }) => campaignOfRow(plan.mapping, cells));
  await things.findCampaigns(
    sql,
    campaigns.flatMap((text) => text ?? []),
  );
  const refused: RowResult[] = [];
  const readable: Read[] = [];
  for (const [index, row] of rows.entries()) {
    const campaign = things.campaign(campaigns[index] ?? '');
    const currency = campaign.ok ? campaign.value.currency : 'EUR';
    const extra = extraCells(plan.mapping.length, row.cells);
    const read = readCollaborationRow(plan.mapping, row.cells, currency);
    if (read.ok && extra.length === 0) readable.push({ row, read: read.value });
    else refused.push(refusal(row, [...extra, ...(read.ok ? [] : read.errors)]));
  }
  await things.findPeople(sql, {
    emails: readable.flatMap(({ read }) => read.owner ?? []),
    creators: readable.map(({ read }) => read.creator),
  });
  const creators = new NewCreators(plan);
  const ready = readable.flatMap((one) => {
    const made = readyOf(plan, one, things, creators);
    if ('id' in made) return made;
    refused.push(refusal(one.row, made.errors));
    return [];
  });
  return { ready, refused, drafts: creators.drafts() };
}

function refusal({ row }: PendingRow, errors: readonly CellError[]): RowResult {
  return { row, outcome: 'refused', errors };
}

function readyOf(
  plan: Plan,
  { row: { row }, read }: Read,
  things: NamedThings,
  creators: NewCreators,
): ReadyCollaboration | { readonly errors: readonly CellError[] } {
  const errors: CellError[] = [];
  const at = (field: string, message: string) => {
    const column = plan.mapping.indexOf(field);
    errors.push({ column: column < 0 ? null : column, message });
    return null;
  };
  const campaign = things.campaign(read.campaign);
  if (!campaign.ok) at('campaign', campaign.message);
  const owner = campaign.ok ? things.owner(read.owner, campaign.value) : null;
  if (owner && !owner.ok) at('owner', owner.message);
  const known = things.creator(read.creator);
  const creator = known.ok && known.value === null ? creators.of(row, read.creator) : known;
  const creatorField = read.creator.handle === null ? 'creator.name' : 'creator.handle';
  if (!creator.ok) at(creatorField, creator.message);
  if (!campaign.ok || !owner?.ok || !creator.ok || creator.value === null) return { errors };
  const id = derivedId(plan.id, 'collaboration', row);
  const ids = { id, campaignId: campaign.value.id, creatorId: creator.value, ownerId: owner.value };
  const contents = contentsOf(read, ids);
  const refused = tryOut(contents);
  if (refused !== null) return { errors: [{ column: null, message: refused }] };
  return { row, id, campaignId: ids.campaignId, creatorId: ids.creatorId, contents };
}

interface Ids {
  readonly id: string;
  readonly campaignId: string;
  readonly creatorId: string;
  readonly ownerId: string | null;
}

/** The creation, then the note, then the status: a final one would leave no room for what comes before it. */
function contentsOf(read: CollaborationRow, ids: Ids): CommandContent[] {
  const { terms, shipsProduct, note, status, reason } = read;
  const contents: CommandContent[] = [{ name: 'create', body: { ...ids, terms, shipsProduct } }];
  if (note !== null) contents.push({ name: 'addNote', body: { text: note } });
  if (status !== null && status !== 'Pending')
    contents.push({ name: 'changeStatus', body: { to: status, reason } });
  return contents;
}
