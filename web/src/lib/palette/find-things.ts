import Handshake from '@lucide/svelte/icons/handshake';
import Megaphone from '@lucide/svelte/icons/megaphone';
import UserRound from '@lucide/svelte/icons/user-round';
import type { CampaignView, CollaborationPage, CreatorView, Page } from '@parley/domain/view';
import { get, type Fetch } from '#lib/api/client.ts';
import type { Command } from './palette.svelte.ts';

const EACH = 5;

/** Creators, campaigns and collaborations that the server finds by this text; what cannot be read is left out. */
export async function findThings(
  fetcher: Fetch,
  text: string,
  signal: AbortSignal,
  go: (href: string) => void,
): Promise<Command[]> {
  const query = `?q=${encodeURIComponent(text)}&limit=${EACH}`;
  const [creators, campaigns, collaborations] = await Promise.all([
    get<Page<CreatorView>>(fetcher, `/api/creators${query}`, signal),
    get<Page<CampaignView>>(fetcher, `/api/campaigns${query}`, signal),
    get<CollaborationPage>(fetcher, `/api/collaborations${query}`, signal),
  ]);
  return [
    ...(creators.ok ? creators.data.items.map(creatorCommand) : []),
    ...(campaigns.ok ? campaigns.data.items.map(campaignCommand) : []),
    ...(collaborations.ok ? collaborations.data.items.map(collaborationCommand) : []),
  ].map(({ href, ...command }) => ({ ...command, run: () => go(href) }));
}

type Thing = Omit<Command, 'run'> & { readonly href: string };

function creatorCommand({ id, name, handles }: CreatorView): Thing {
  const [first] = handles;
  return {
    id: `creator.${id}`,
    label: name,
    group: 'Creators',
    icon: UserRound,
    href: `/creators/${id}`,
    ...(first ? { hint: `@${first.handle}, ${first.platform}` } : {}),
  };
}

function campaignCommand({ id, name, brand, status }: CampaignView): Thing {
  const hint = [brand, status].filter(Boolean).join(', ');
  return {
    id: `campaign.${id}`,
    label: name,
    group: 'Campaigns',
    hint,
    icon: Megaphone,
    href: `/campaigns/${id}`,
  };
}

function collaborationCommand(row: CollaborationPage['items'][number]): Thing {
  return {
    id: `collaboration.${row.id}`,
    label: row.creator.name,
    group: 'Collaborations',
    hint: `${row.campaign.name}, ${row.status}`,
    icon: Handshake,
    status: row.status,
    href: `/collaborations/${row.id}`,
  };
}
