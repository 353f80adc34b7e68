import { seesCampaign } from '@parley/domain/permissions';
import type { Reader } from '../access/reader.ts';
import { seesAll } from '../access/reader.ts';
import type { Queries } from '../db/connect.ts';
import type { ChangeRow } from '../feed/change-row.ts';

interface CampaignAccess {
  readonly id: string;
  readonly access: 'team' | 'invited';
  readonly people: readonly string[];
}
interface TagAccess {
  readonly id: string;
  /** Who is invited where a creator with this tag works. */
  readonly guests: readonly string[];
}
interface AccessMark {
  readonly changeId: number;
  readonly campaignId: string | null;
  readonly personId: string | null;
  readonly access: 'team' | 'invited' | null;
}

/**
 * Who may see which rows of one batch, for any number of readers from three queries: the same rules as
 * readable-changes.ts asks in SQL for one reader.
 */
export class BatchAccess {
  readonly #campaigns: ReadonlyMap<string, CampaignAccess>;
  readonly #guestsOfCreators: ReadonlySet<string>;
  readonly #tags: ReadonlySet<string>;
  readonly #guestsOfTags: ReadonlySet<string>;
  readonly #marks: readonly AccessMark[];

  constructor(
    campaigns: readonly CampaignAccess[],
    guestsOfCreators: readonly { readonly creatorId: string; readonly personId: string }[],
    tags: readonly TagAccess[],
    marks: readonly AccessMark[],
  ) {
    this.#tags = new Set(tags.map(({ id }) => id));
    this.#guestsOfTags = new Set(
      tags.flatMap(({ id, guests }) => guests.map((personId) => `${id}/${personId}`)),
    );
    this.#campaigns = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
    this.#guestsOfCreators = new Set(
      guestsOfCreators.map(({ creatorId, personId }) => `${creatorId}/${personId}`),
    );
    this.#marks = marks;
  }

  isReadable(row: ChangeRow, reader: Reader): boolean {
    if (seesAll(reader)) return true;
    switch (row.kind) {
      case 'collaboration':
        return this.#sees(reader, row.campaignId);
      case 'campaign':
        return this.#sees(reader, row.entityId);
      case 'creator':
        return (
          reader.role !== 'guest' ||
          this.#guestsOfCreators.has(`${row.entityId}/${reader.personId}`)
        );
      case 'tag':
        // One that is gone names nothing but an id: whoever may have shown it is told.
        return (
          reader.role !== 'guest' ||
          !this.#tags.has(row.entityId) ||
          this.#guestsOfTags.has(`${row.entityId}/${reader.personId}`)
        );
      case 'validator':
        return reader.role !== 'guest';
      case 'member':
        return reader.role !== 'guest' || row.entityId === reader.personId;
      default:
        return true;
    }
  }

  /** The first row of the batch from which this reader sees more or less than before; null for none. */
  changedAt(reader: Reader): number | null {
    return this.#marks.find((mark) => concerns(mark, reader))?.changeId ?? null;
  }

  #sees(reader: Reader, campaignId: string | null): boolean {
    const campaign = this.#campaigns.get(campaignId ?? '');
    if (!campaign) return false;
    const invited = reader.personId !== null && campaign.people.includes(reader.personId);
    return seesCampaign(reader.role, { access: campaign.access, invited });
  }
}

function concerns({ campaignId, personId, access }: AccessMark, reader: Reader): boolean {
  const isMine = personId !== null && personId === reader.personId;
  if (campaignId === null) return isMine;
  if (seesAll(reader)) return false;
  if (reader.role === 'guest') return isMine;
  return personId === null || (isMine && access === 'invited');
}

/** Reads it as it is now: a right that was taken back since the change is no right to it. */
export async function batchAccess(sql: Queries, rows: readonly ChangeRow[]): Promise<BatchAccess> {
  const campaignIds = [
    ...new Set(
      rows.flatMap((row) => row.campaignId ?? (row.kind === 'campaign' ? row.entityId : [])),
    ),
  ];
  const creatorIds = rows.filter((row) => row.kind === 'creator').map((row) => row.entityId);
  const tagIds = rows.filter((row) => row.kind === 'tag').map((row) => row.entityId);
  const marked = rows
    .filter((row) => row.kind === 'campaign' || row.kind === 'member')
    .map((row) => row.id);
  const [campaigns, guests, tags, marks] = await Promise.all([
    sql<CampaignAccess[]>`
      select k.id, k.access, array(select person_id from campaign_people where campaign_id = k.id) as people
      from campaigns k where k.id = any(${campaignIds}::uuid[])`,
    creatorIds.length === 0
      ? []
      : sql<{ creatorId: string; personId: string }[]>`
          select distinct c.creator_id as "creatorId", p.person_id as "personId"
          from collaborations c join campaign_people p using (campaign_id) where c.creator_id = any(${creatorIds}::uuid[])`,
    tagIds.length === 0
      ? []
      : sql<TagAccess[]>`
          select t.id, array(select distinct p.person_id from creator_tags ct join collaborations c using (creator_id)
            join campaign_people p using (campaign_id) where ct.tag_id = t.id) as guests
          from tags t where t.id = any(${tagIds}::uuid[])`,
    marked.length === 0
      ? []
      : sql<AccessMark[]>`
          select c.id as "changeId", a.campaign_id as "campaignId", a.person_id as "personId", k.access
          from changes c join access_changes a on a.changed_in = c.xmin left join campaigns k on k.id = a.campaign_id
          where c.id = any(${marked}::bigint[]) order by c.id`,
  ]);
  return new BatchAccess(campaigns, guests, tags, marks);
}
