import { TAG_COLOURS } from '@parley/domain/tags';
import { PLATFORMS } from '@parley/domain/view';
import { jsonText, type Sql } from '@parley/workflows/projection/postgres';
import { v7 as uuidv7 } from 'uuid';
import { draws, type Draw } from './draws.ts';

/** What the rows of the bench point to. */
export interface BenchWorld {
  readonly campaigns: readonly string[];
  readonly creators: readonly string[];
  readonly people: readonly string[];
  readonly tags: readonly string[];
}

const CREATORS = 20_000;
const CAMPAIGNS = 60;
const TAGS = 24;
const FIRST = [
  'Ana',
  'Bo',
  'Cleo',
  'Dario',
  'Élise',
  'Farid',
  'Greta',
  'Hana',
  'Ivo',
  'Jorun',
  'Kaito',
  'Lena',
  'Maya',
  'Nuno',
  'Öykü',
  'Priya',
  'Quinn',
  'Rosa',
  'Sven',
  'Tariq',
  'Uma',
  'Vera',
  'Wanda',
  'Xiu',
  'Yara',
  'Zoë',
];
const LAST = [
  'Lindqvist',
  'Marsh',
  'Okafor',
  'Petrov',
  'Quill',
  'Rossi',
  'Sato',
  'Tanaka',
  'Ueda',
  'Vargas',
  'Weber',
  'Xu',
  'Yilmaz',
  'Zimmermann',
  'Almeida',
  'Bianchi',
  'Castro',
  'Dubois',
  'Eriksen',
  'Fontaine',
  'García',
  'Haddad',
  'Ito',
  'Jansen',
];
const BRANDS = ['Aurora', 'Bergwerk', 'Cinder', 'Delta', 'Ember', 'Fjord', 'Granit', 'Halo'];
const SEASONS = ['Spring', 'Summer', 'Autumn', 'Winter', 'Launch', 'Holiday', 'Relaunch', 'Trail'];

/** Puts creators with handles, tags and validations, and campaigns, straight into the tables. */
export async function makeBenchWorld(sql: Sql, count = CREATORS): Promise<BenchWorld> {
  const draw = draws(11);
  const people = (await sql<{ id: string }[]>`select id from people order by email`).map(
    ({ id }) => id,
  );
  const campaigns = await makeCampaigns(sql, draw);
  const tags = await makeTags(sql);
  const creators = await makeCreators(sql, { draw, tags, count });
  await makeValidations(sql);
  return { campaigns, creators, people, tags };
}

async function makeCampaigns(sql: Sql, draw: Draw): Promise<string[]> {
  const rows = Array.from({ length: CAMPAIGNS }, (_, index) => ({
    id: uuidv7(),
    name: `${pick(draw, SEASONS)} ${pick(draw, BRANDS)} ${index + 1}`,
    status: index < 4 ? 'Archived' : index < 8 ? 'Paused' : 'Live',
    access: index % 6 === 5 ? 'invited' : 'team',
  }));
  await sql`
    insert into campaigns (id, name, status, access)
    select * from jsonb_to_recordset(${jsonText(rows)}::text::jsonb) as c(id uuid, name text, status text, access text)`;
  return rows.map(({ id }) => id);
}

async function makeTags(sql: Sql): Promise<string[]> {
  const rows = Array.from({ length: TAGS }, (_, index) => ({
    id: uuidv7(),
    name: `Tag ${index + 1}`,
    colour: TAG_COLOURS[index % TAG_COLOURS.length],
  }));
  await sql`
    insert into tags (id, name, colour)
    select * from jsonb_to_recordset(${jsonText(rows)}::text::jsonb) as t(id uuid, name text, colour text)`;
  return rows.map(({ id }) => id);
}

interface Pool {
  readonly draw: Draw;
  readonly tags: readonly string[];
  readonly count: number;
}

async function makeCreators(sql: Sql, { draw, tags, count }: Pool): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => {
    const [first, last] = [pick(draw, FIRST), pick(draw, LAST)];
    return {
      id: uuidv7(),
      name: `${first} ${last}`,
      handle: `${first}.${last}${index}`.toLowerCase(),
      platform: pick(draw, PLATFORMS),
      country: pick(draw, ['Austria', 'Brazil', 'Canada', 'Denmark', 'Japan', null]),
      followers: 1_000 + draw(2_000_000),
      engagement: draw(1_200) / 100,
      // Most have none, some one or two.
      tags: [...new Set(Array.from({ length: Math.max(0, draw(4) - 1) }, () => pick(draw, tags)))],
    };
  });
  for (let from = 0; from < rows.length; from += 5_000) {
    const chunk = jsonText(rows.slice(from, from + 5_000));
    await sql`insert into creators (id, name, country)
      select id, name, country from jsonb_to_recordset(${chunk}::text::jsonb) as c(id uuid, name text, country text)`;
    await sql`insert into creator_handles (creator_id, position, platform, handle, followers, engagement_percent)
      select id, 0, platform, handle, followers, engagement from jsonb_to_recordset(${chunk}::text::jsonb)
        as c(id uuid, platform text, handle text, followers bigint, engagement float8)`;
    await sql`insert into creator_tags (creator_id, tag_id)
      select id, unnest(tags) from jsonb_to_recordset(${chunk}::text::jsonb) as c(id uuid, tags uuid[])`;
  }
  return rows.map(({ id }) => id);
}

/** Three of four creators are validated, before there are rows whose badges would follow. */
async function makeValidations(sql: Sql): Promise<void> {
  const id = uuidv7();
  await sql`insert into validators (id, name, criteria) values (${id}, 'Fit', 'Outdoor people with humour')`;
  await sql`
    insert into validations (validator_id, creator_id, score, reason, validator_version, profile_version)
    select ${id}::uuid, id, abs(hashtext(id::text)) % 4, 'Reads as an outdoor person with a steady audience.', 1, 1
    from creators where abs(hashtext(id::text)) % 16 < 12`;
}

export function pick<T>(draw: Draw, from: readonly [T, ...T[]] | readonly T[]): T {
  const value = from[draw(from.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}
