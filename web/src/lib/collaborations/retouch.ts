import { shownValidation } from '@parley/domain/validation';
import type {
  CampaignView,
  CollaborationRow,
  CreatorView,
  MemberView,
  TagView,
} from '@parley/domain/view';
import type { OtherChange } from '#lib/live/live.svelte.ts';

/** Whose results badges show: the campaign's choice or the workspace's; null: the newest of any. */
export type ValidatorOf = (campaignId: string) => string | null;
/** What a change of something else makes of a row that shows it; the same row where it shows nothing of it. */
export type Retouch = (row: CollaborationRow) => CollaborationRow;

/** How rows change with a creator, campaign, tag, validator or person; null where the server has to be asked. */
export function retouchFor(change: OtherChange, validatorOf: ValidatorOf): Retouch | null {
  const { id, value } = change;
  switch (change.kind) {
    case 'creator':
      return isThing<CreatorView>(value) ? withCreator(value, validatorOf) : null;
    case 'campaign':
      return isThing<CampaignView>(value) ? withCampaign(value) : null;
    case 'member':
      return isThing<MemberView>(value) ? withOwner(value) : null;
    case 'tag':
      return withTag(id, isThing<TagView>(value) ? value : null);
    case 'validator':
    case 'view':
    case 'settings':
      return null;
    default:
      return change.kind satisfies never;
  }
}

/** Values come from the server this page came from: their shape is its contract, checked by its own tests. */
function isThing<T>(value: unknown): value is T {
  return typeof value === 'object' && value !== null;
}

function withCreator(creator: CreatorView, validatorOf: ValidatorOf): Retouch {
  return (row) => {
    if (row.creator.id !== creator.id) return row;
    const [first] = creator.handles;
    const validation = shownValidation(creator.validations, validatorOf(row.campaign.id));
    const { id, name, tags } = creator;
    const [handle, platform] = [first?.handle ?? null, first?.platform ?? null];
    return { ...row, creator: { id, name, handle, platform, tags, validation } };
  };
}

function withCampaign({ id, name }: CampaignView): Retouch {
  return (row) => (row.campaign.id === id ? { ...row, campaign: { id, name } } : row);
}

function withOwner({ id, name }: MemberView): Retouch {
  return (row) => (row.owner?.id === id ? { ...row, owner: { id, name } } : row);
}

/** A tag was renamed or got another colour; null: it was deleted. */
function withTag(id: string, tag: TagView | null): Retouch {
  return (row) => {
    if (!row.creator.tags.some((one) => one.id === id)) return row;
    const others = row.creator.tags.filter((one) => one.id !== id);
    const mine = tag ? [{ id: tag.id, name: tag.name, colour: tag.colour }] : [];
    const tags = [...others, ...mine].sort((a, b) => (a.name < b.name ? -1 : 1));
    return { ...row, creator: { ...row.creator, tags } };
  };
}
