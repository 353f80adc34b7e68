import { v7 as uuidv7 } from 'uuid';
import { announce } from '@parley/workflows/projection/store-changes';
import type { Reader } from '../../src/access/reader.ts';
import { addCampaign, addCreator, addReader, collaborate, type Step, type World } from './world.ts';

/** A number below another one, each time another. */
export type Draw = (below: number) => number;

/** Numbers that look random and are the same in every run. */
export function draws(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export interface RandomRows {
  readonly member: Reader & { personId: string };
  readonly guest: Reader & { personId: string };
  readonly campaigns: readonly string[];
  readonly creators: readonly string[];
  readonly owners: readonly string[];
  readonly tags: readonly string[];
}

/** Collaborations over open, invited and archived campaigns, with everything that a filter asks for. */
export async function addRandomRows(world: World, draw: Draw, count: number): Promise<RandomRows> {
  const [member, guest] = [await addReader(world, 'member'), await addReader(world, 'guest')];
  const campaigns = [
    await addCampaign(world, { name: 'Open' }),
    await addCampaign(world, { name: 'Éxtra', access: 'invited' }),
    await addCampaign(world, { name: 'Shared', access: 'invited', people: [guest.personId] }),
    await addCampaign(world, { name: 'Old', status: 'Archived' }),
  ];
  const creators: string[] = [];
  for (let made = 0; made < 9; made += 1)
    creators.push(await addCreator(world, `Creator ${'cabfdeihg'[made]}`));
  const tags = await addTags(world, creators);
  await addValidations(world, creators);
  const owners = [member.personId, guest.personId];
  for (let made = 0; made < count; made += 1) {
    await collaborate(
      world,
      {
        campaignId: campaigns[draw(4)] ?? '',
        creatorId: creators[draw(9)] ?? '',
        ownerId: [null, ...owners][draw(3)] ?? null,
        hoursAgo: 900 + draw(600),
        shipsProduct: draw(2) === 0,
        terms: { ...terms(draw) },
      },
      ...life(draw),
    );
  }
  return { member, guest, campaigns, creators, owners, tags };
}

function terms(draw: Draw) {
  const dueOn = `2026-0${draw(9) + 1}-1${draw(9)}`;
  return {
    deliverables: [{ type: 'Reel', quantity: 1, dueOn: draw(3) === 0 ? null : dueOn }],
    ...(draw(4) === 0
      ? {}
      : {
          compensation: {
            amountCents: 100 * (draw(9) + 1),
            currency: draw(2) === 0 ? ('EUR' as const) : ('USD' as const),
          },
        }),
  };
}

function life(draw: Draw): Step[] {
  const hoursAgo = () => 10 + draw(800);
  const first = hoursAgo();
  switch (draw(6)) {
    case 0:
      return [];
    case 1:
      return [{ name: 'changeStatus', body: { to: 'Negotiating' }, hoursAgo: first }];
    case 2:
      return [{ name: 'changeStatus', body: { to: 'Fulfilling' }, hoursAgo: first }];
    case 3:
      return [
        { name: 'changeStatus', body: { to: 'Completed' }, hoursAgo: first },
        {
          name: 'recordPayment',
          body: { amountCents: 100 * (draw(9) + 1), currency: 'EUR' },
          hoursAgo: 1,
        },
      ];
    case 4:
      return [{ name: 'changeStatus', body: { to: 'Completed' }, hoursAgo: first }];
    default:
      return [{ name: 'changeStatus', body: { to: 'Cancelled', reason: 'No' }, hoursAgo: first }];
  }
}

async function addTags({ sql }: World, creators: readonly string[]): Promise<string[]> {
  const tags = [uuidv7(), uuidv7()];
  for (const [index, id] of tags.entries())
    await sql`insert into tags (id, name, colour) values (${id}, ${`Tag ${index}`}, 'teal')`;
  for (const [index, creatorId] of creators.entries()) {
    for (const [bit, tagId] of tags.entries())
      if ((index >> bit) % 2 === 1)
        await sql`insert into creator_tags (creator_id, tag_id) values (${creatorId}, ${tagId})`;
  }
  return tags;
}

async function addValidations({ sql }: World, creators: readonly string[]): Promise<void> {
  const validatorId = uuidv7();
  await sql`insert into validators (id, name, criteria) values (${validatorId}, 'Fit', 'Who fits')`;
  for (const [index, creatorId] of creators.entries()) {
    if (index % 3 === 0) continue;
    await sql`
      insert into validations (validator_id, creator_id, score, reason, validator_version, profile_version)
      values (${validatorId}, ${creatorId}, ${index % 4}, 'Because', 1, 1)`;
  }
}

/** Gives a creator another tag, as the product does. */
export async function tagCreator({ sql }: World, creatorId: string, tagId: string): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`
      insert into creator_tags (creator_id, tag_id) values (${creatorId}, ${tagId}) on conflict do nothing`;
    await announce(transaction, { kind: 'creator', id: creatorId });
  });
}
