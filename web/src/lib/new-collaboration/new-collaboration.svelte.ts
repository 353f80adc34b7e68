import { v7 } from 'uuid';
import { seesCampaign } from '@parley/domain/permissions';
import type {
  CampaignView,
  CollaborationRow,
  CreatorView,
  MemberView,
  Named,
  Page,
} from '@parley/domain/view';
import { call, get } from '#lib/api/client.ts';
import { errorsByField } from '#lib/form/errors-by-field.ts';
import type { DeliverableDraft } from '#lib/details/deliverables-change.ts';
import type { Problem } from '#lib/api/problem.ts';
import { readDraft, type CollaborationDraft, type DraftErrors } from './draft.ts';

const SEARCH_MS = 150;

export interface NewCreator {
  name: string;
  platform: string;
  handle: string;
}
interface Start {
  readonly me: Named;
  readonly currency: string;
  readonly campaignId: string | null;
  readonly creator: Named | null;
}

/** The dialog's form: what can be chosen, what was typed, and what became of sending it. */
export class NewCollaboration {
  campaigns = $state.raw<readonly CampaignView[]>([]);
  owners = $state.raw<readonly MemberView[]>([]);
  found = $state.raw<readonly CreatorView[]>([]);
  isSearching = $state(false);
  creator = $state.raw<Named | null>(null);
  /** A creator that is made on the spot; null while one is searched. */
  newCreator = $state<NewCreator | null>(null);
  campaignId = $state('');
  ownerId = $state('');
  deliverables = $state<DeliverableDraft[]>([]);
  amount = $state('');
  currency = $state('EUR');
  commission = $state('');
  product = $state('');
  dueOn = $state('');
  shipsProduct = $state(false);
  errors = $state.raw<DraftErrors>({});
  problem = $state<string | null>(null);
  /** The open collaboration that stands in the way of a second one. */
  alreadyOpenId = $state<string | null>(null);
  isSending = $state(false);
  #key = v7();
  #search: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor({ me, currency, campaignId, creator }: Start) {
    this.ownerId = me.id;
    this.currency = currency;
    this.campaignId = campaignId ?? '';
    this.creator = creator;
  }

  /** Who may own a collaboration of the chosen campaign; whoever was chosen before stays in the list. */
  get ownersOfCampaign(): readonly MemberView[] {
    const campaign = this.campaigns.find(({ id }) => id === this.campaignId);
    if (!campaign) return this.owners;
    const invited = new Set(campaign.people.map(({ id }) => id));
    return this.owners.filter(
      ({ id, role }) =>
        id === this.ownerId ||
        seesCampaign(role, { access: campaign.access, invited: invited.has(id) }),
    );
  }

  /** Reads what can be chosen; archived campaigns take no new collaborations. */
  async load(): Promise<void> {
    const [campaigns, members] = await Promise.all([
      get<Page<CampaignView>>(fetch, '/api/campaigns?limit=200'),
      get<Page<MemberView>>(fetch, '/api/members?limit=200'),
    ]);
    if (campaigns.ok)
      this.campaigns = campaigns.data.items.filter(({ status }) => status !== 'Archived');
    else this.problem = campaigns.problem.message;
    if (members.ok)
      this.owners = members.data.items.filter(
        ({ role, isDisabled }) => role !== 'guest' && !isDisabled,
      );
  }

  /** Searches creators as the person types; the last answer wins. */
  find(text: string): void {
    clearTimeout(this.#search);
    this.isSearching = true;
    const asked = (this.#asked += 1);
    this.#search = setTimeout(() => void this.#find(text.trim(), asked), SEARCH_MS);
  }

  async #find(text: string, asked: number): Promise<void> {
    const query = text === '' ? '' : `&q=${encodeURIComponent(text)}`;
    const page = await get<Page<CreatorView>>(fetch, `/api/creators?limit=8${query}`);
    if (asked !== this.#asked) return;
    this.isSearching = false;
    if (page.ok) this.found = page.data.items;
  }

  /** Makes the creator first where they are new, then the collaboration; answers its id once it is stored. */
  async send(): Promise<string | null> {
    if (this.isSending) return null;
    this.problem = null;
    this.alreadyOpenId = null;
    this.isSending = true;
    try {
      if (this.newCreator && !(await this.#makeCreator(this.newCreator))) return null;
      return await this.#make();
    } finally {
      this.isSending = false;
    }
  }

  async #makeCreator({ name, platform, handle }: NewCreator): Promise<boolean> {
    const errors: Record<string, string> = {};
    if (name.trim() === '') errors['creator.name'] = 'Give the creator’s name.';
    if (handle.trim() === '')
      errors['creator.handle'] = 'Give one handle, so that they can be found.';
    this.errors = errors;
    if (Object.keys(errors).length > 0) return false;
    const body = { name: name.trim(), handles: [{ platform, handle: handle.trim() }] };
    const answer = await call<{ creator: CreatorView }>(fetch, 'POST', '/api/creators', {
      body,
      idempotencyKey: v7(),
    });
    if (!answer.ok) return this.#refusedCreator(answer.problem);
    this.creator = answer.data.creator;
    this.newCreator = null;
    return true;
  }

  #refusedCreator(problem: Problem): false {
    const fields = errorsByField(problem);
    const handle = problem.code === 'CREATOR_EXISTS' ? problem.message : fields['handles.0.handle'];
    this.errors = {
      ...(fields.name ? { 'creator.name': fields.name } : {}),
      ...(handle ? { 'creator.handle': handle } : {}),
    };
    if (Object.keys(this.errors).length === 0) this.problem = problem.message;
    return false;
  }

  async #make(): Promise<string | null> {
    const read = readDraft(this.#draft());
    this.errors = read.ok ? {} : read.errors;
    if (!read.ok) return null;
    const answer = await call<{ collaboration?: CollaborationRow }>(
      fetch,
      'POST',
      '/api/collaborations',
      {
        body: read.body,
        idempotencyKey: this.#key,
      },
    );
    if (answer.ok) return answer.data.collaboration?.id ?? '';
    // A refusal is kept under its key: what is sent next is another request.
    this.#key = v7();
    this.errors = errorsByField(answer.problem);
    this.problem = answer.problem.message;
    if (answer.problem.code === 'ALREADY_OPEN') {
      this.problem = 'This creator already has an open collaboration in this campaign.';
      await this.#findOpen(read.body.campaignId, read.body.creatorId);
    }
    return null;
  }

  /** Named one by one: runes are accessors, which a spread leaves out. */
  #draft(): CollaborationDraft {
    const {
      campaignId,
      ownerId,
      deliverables,
      amount,
      currency,
      commission,
      product,
      dueOn,
      shipsProduct,
    } = this;
    const creatorId = this.creator?.id ?? '';
    return {
      campaignId,
      creatorId,
      ownerId,
      deliverables,
      amount,
      currency,
      commission,
      product,
      dueOn,
      shipsProduct,
    };
  }

  async #findOpen(campaignId: string, creatorId: string): Promise<void> {
    const open = ['Pending', 'Negotiating', 'Fulfilling']
      .map((status) => `&status=${status}`)
      .join('');
    const path = `/api/collaborations?limit=1&campaign=${campaignId}&creator=${creatorId}${open}`;
    const page = await get<Page<CollaborationRow>>(fetch, path);
    this.alreadyOpenId = page.ok ? (page.data.items[0]?.id ?? null) : null;
  }
}
