import type { NamedCreator } from '@parley/domain/imports/collaboration-row';
import { seesCampaign } from '@parley/domain/permissions';
import type { Role } from '@parley/domain/view';
import type { Queries } from '../projection/postgres.ts';
import type { Finding } from './finding.ts';

export interface FoundCampaign {
  readonly id: string;
  readonly status: string;
  readonly currency: string;
  readonly access: 'team' | 'invited';
  readonly invited: boolean;
}
interface CampaignHit extends FoundCampaign {
  readonly text: string;
}
interface Member {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly campaigns: readonly string[];
}
interface HandleHit {
  readonly asked: string;
  readonly id: string;
  readonly name: string;
  readonly platform: string;
}
interface NameHit {
  readonly asked: string;
  readonly id: string;
}

/** Whoever imports, as far as what they may name depends on it. */
export interface Acting {
  readonly role: Role;
  readonly personId: string;
}

/** What a chunk of rows names, looked up in a handful of queries; each look-up answers the thing or why not. */
export class NamedThings {
  readonly #acting: Acting;
  #campaigns: readonly CampaignHit[] = [];
  #members: readonly Member[] = [];
  #handles: readonly HandleHit[] = [];
  #names: readonly NameHit[] = [];

  constructor(acting: Acting) {
    this.#acting = acting;
  }

  async findCampaigns(sql: Queries, texts: readonly string[]): Promise<void> {
    const found = await sql<CampaignHit[]>`
      select t.text, k.id, k.status, k.access,
        coalesce(k.currency, (select currency from workspace), 'EUR') as currency,
        exists (select 1 from campaign_people i where i.campaign_id = k.id and i.person_id = ${this.#acting.personId}) as invited
      from unnest(${[...new Set(texts)]}::text[]) as t(text)
      join campaigns k on k.id::text = lower(t.text) or k.name_key = folded(t.text)`;
    this.#campaigns = found.filter((one) => seesCampaign(this.#acting.role, one));
  }

  async findPeople(
    sql: Queries,
    {
      emails,
      creators,
    }: { readonly emails: readonly string[]; readonly creators: readonly NamedCreator[] },
  ): Promise<void> {
    const handles = [...new Set(creators.flatMap(({ handle }) => handle ?? []))];
    const names = [...new Set(creators.flatMap(({ name }) => name ?? []))];
    [this.#members, this.#handles, this.#names] = await Promise.all([
      sql<Member[]>`
        select id, lower(email) as email, role,
          array(select campaign_id from campaign_people where person_id = p.id) as campaigns
        from people p where disabled_at is null
          and (lower(email) = any(${emails.map((email) => email.toLowerCase())}::text[]) or id = ${this.#acting.personId})`,
      sql<HandleHit[]>`
        select t.text as asked, c.id, c.name, h.platform
        from unnest(${handles}::text[]) as t(text)
        join creator_handles h on h.handle_key = lower(t.text) join creators c on c.id = h.creator_id`,
      sql<NameHit[]>`
        select t.text as asked, c.id
        from unnest(${names}::text[]) as t(text)
        join creators c on c.name_key = folded(t.text) and c.erased_at is null`,
    ]);
  }

  campaign(text: string): Finding<FoundCampaign> {
    const hits = this.#campaigns.filter((one) => one.text === text);
    const [campaign] = hits;
    if (!campaign) return { ok: false, message: 'names no campaign that you see' };
    if (hits.length > 1)
      return { ok: false, message: `is the name of ${hits.length} campaigns: write the id of one` };
    if (campaign.status === 'Archived') return { ok: false, message: 'names an archived campaign' };
    return { ok: true, value: campaign };
  }

  /** Who is to own it: whom the e-mail names, or whoever imports, where they may; else nobody. */
  owner(email: string | null, campaign: FoundCampaign): Finding<string | null> {
    const member = this.#members.find((one) =>
      email === null ? one.id === this.#acting.personId : one.email === email.toLowerCase(),
    );
    if (member && mayOwn(member, campaign)) return { ok: true, value: member.id };
    if (email === null) return { ok: true, value: null };
    return { ok: false, message: 'must be somebody who may work in this campaign' };
  }

  /** Null where nobody is known by this handle. */
  creator({ name, platform, handle }: NamedCreator): Finding<string | null> {
    const all =
      handle === null
        ? this.#names.filter(({ asked }) => asked === name)
        : this.#handles.filter(
            (hit) => hit.asked === handle && (platform ?? hit.platform) === hit.platform,
          );
    const ids = [...new Set(all.map(({ id }) => id))];
    const named = new Set(this.#names.filter(({ asked }) => asked === name).map(({ id }) => id));
    const [id, ...others] = ids.length > 1 ? ids.filter((one) => named.has(one)) : ids;
    if (others.length > 0 || (ids.length > 1 && id === undefined))
      return {
        ok: false,
        message: `means one of ${ids.length} creators: name platform and handle`,
      };
    return { ok: true, value: id ?? null };
  }
}

function mayOwn({ role, campaigns }: Member, { id, access }: FoundCampaign): boolean {
  if (role === 'owner' || role === 'admin') return true;
  return role === 'member' && (access === 'team' || campaigns.includes(id));
}
