import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { ACTOR_NAME, type Actor } from '@parley/domain/actor.schema';
import { shownValidation } from '@parley/domain/validation';
import type { ActorView, CreatorOnRow, Named } from '@parley/domain/view';
import { rowSettings, type SettingsRow } from '@parley/workflows/projection/load-rows';
import type { RowSettings } from '@parley/workflows/projection/row-data';
import { tagsColumn, tagsOf, validationsColumn, validationsOf } from './marks.ts';

/** Ids whose names are wanted; doubles and null are fine. */
export interface Wanted {
  readonly campaigns?: readonly string[];
  readonly creators?: readonly string[];
  readonly people?: readonly (string | null)[];
  readonly actors?: readonly Actor[];
  /** Also what the workspace lends to rows. */
  readonly withSettings?: boolean;
}

/** A row of `namesOf`. */
export interface NameRow {
  readonly kind: 'campaign' | 'creator' | 'person' | 'token' | 'workspace';
  /** Null for the workspace. */
  readonly id: string | null;
  readonly name: string;
  readonly status: string | null;
  readonly handle: string | null;
  readonly platform: string | null;
  /** Of creators: what they are marked with. */
  readonly tags: unknown;
  readonly validations: unknown;
  /** Of campaigns: whose results their badges show. */
  readonly validator_id: string | null;
  /** Of the workspace. */
  readonly settings: Omit<SettingsRow, 'campaign_status'> | null;
}

/** Names of what rows and timelines point to, as they are now. */
export class Names {
  private readonly rows: ReadonlyMap<string, NameRow>;

  constructor(rows: readonly NameRow[]) {
    this.rows = new Map(rows.map((row) => [`${row.kind}/${row.id ?? ''}`, row]));
  }

  campaign(id: string): Named {
    return { id, name: this.rows.get(`campaign/${id}`)?.name ?? '' };
  }

  /** What a row of this campaign depends on besides its state; only where settings were wanted. */
  settings(campaignId: string): RowSettings {
    const workspace = this.rows.get('workspace/')?.settings;
    const status = this.rows.get(`campaign/${campaignId}`)?.status ?? null;
    return rowSettings(workspace ? { ...workspace, campaign_status: status } : undefined);
  }

  /** Whose results the badges of a campaign show; null: the newest of any. */
  validatorOf(campaignId: string): string | null {
    return this.rows.get(`campaign/${campaignId}`)?.validator_id ?? null;
  }

  /** A creator as a row of this campaign shows them. */
  creator(id: string, campaignId: string): CreatorOnRow {
    const row = this.rows.get(`creator/${id}`);
    return {
      id,
      name: row?.name ?? '',
      handle: row?.handle ?? null,
      platform: row?.platform ?? null,
      tags: tagsOf.parse(row?.tags ?? []),
      validation: shownValidation(
        validationsOf.parse(row?.validations ?? []),
        this.validatorOf(campaignId),
      ),
    };
  }

  /** Null also where an operator named nobody who exists. */
  person(id: string | null): Named | null {
    const row = id === null ? undefined : this.rows.get(`person/${id}`);
    return row && id !== null ? { id, name: row.name } : null;
  }

  actor(actor: Actor): ActorView {
    return { id: actor.id, name: this.actorName(actor), kind: actor.kind };
  }

  private actorName({ kind, id }: Actor): string {
    if (kind === 'operator' || kind === 'system') return ACTOR_NAME[kind];
    const row = this.rows.get(`${kind === 'member' ? 'person' : kind}/${id ?? ''}`);
    return row?.name ?? UNKNOWN[kind];
  }
}

const UNKNOWN = { member: 'Former member', token: 'API token', creator: 'Creator' } as const;

/** Looks all names, and the settings, up in one query, however many rows ask for them. */
export async function readNames(sql: Queries, wanted: Wanted): Promise<Names> {
  return new Names(await sql<NameRow[]>`${namesOf(sql, wanted)}`);
}

/** SQL for the names, as rows that `Names` takes. */
export function namesOf(sql: Queries, wanted: Wanted): postgres.Fragment {
  const actors = wanted.actors ?? [];
  const idsOf = (kind: Actor['kind']) =>
    actors.filter((actor) => actor.kind === kind).map((actor) => actor.id);
  const campaigns = unique(wanted.campaigns ?? []);
  const creators = unique([...(wanted.creators ?? []), ...idsOf('creator')]);
  const people = unique([...(wanted.people ?? []), ...idsOf('member')]);
  const tokens = unique(idsOf('token'));
  return sql`
    select 'campaign' as kind, id, name, status, null as handle, null as platform,
      null::jsonb as tags, null::jsonb as validations,
      coalesce(validator_id, (select validator_id from workspace)) as validator_id, null::jsonb as settings
    from campaigns where id = any(${campaigns}::uuid[])
    union all
    select 'creator', c.id, c.name, null, h.handle, h.platform, ${tagsColumn(sql, sql`c.id`)},
      ${validationsColumn(sql, sql`c.id`, sql`c.profile_version`)}, null, null
    from creators c
    left join lateral (select handle, platform from creator_handles
      where creator_id = c.id order by position limit 1) h on true
    where c.id = any(${creators}::uuid[])
    union all
    select 'person', id, name, null, null, null, null, null, null, null from people where id = any(${people}::uuid[])
    union all
    select 'token', id, name, null, null, null, null, null, null, null from api_tokens where id = any(${tokens}::uuid[])
    union all
    select 'workspace', null, name, null, null, null, null, null, null, jsonb_build_object('time_zone', time_zone,
      'reminders', reminders, 'working_days', working_days, 'working_hours', working_hours)
    from workspace where ${wanted.withSettings ?? false}`;
}

function unique(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null);
}
