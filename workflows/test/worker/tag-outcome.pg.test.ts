import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EndedCollaboration } from '../../src/activities.ts';
import { tagOutcome } from '../../src/worker/tag-outcome.ts';
import { newId } from '../env/caller.ts';
import { fillDatabase, makeDatabase, type Place, type TestDatabase } from '../env/database.ts';

let database: TestDatabase;
let place: Place;
const tagId = newId();

beforeAll(async () => {
  database = await makeDatabase();
  place = await fillDatabase(database.sql, newId);
  await database.sql`insert into tags (id, name, colour) values (${tagId}, 'Completed', 'green')`;
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { sql } = database;
  await sql`delete from creator_tags`;
  await sql`delete from changes`;
  await sql`update workspace set tag_on_outcome = ${sql.json({ Completed: tagId, Cancelled: null })}`;
});

const ended = (more: Partial<EndedCollaboration> = {}): EndedCollaboration => ({
  collaborationId: newId(),
  creatorId: place.creatorId,
  outcome: 'Completed',
  ...more,
});
const tag = (one: EndedCollaboration) => database.sql.begin((sql) => tagOutcome(sql, one));
const tagsOf = async (creatorId = place.creatorId) =>
  (await database.sql`select tag_id from creator_tags where creator_id = ${creatorId}`).map(
    (row): unknown => row['tag_id'],
  );
const announced = async () => [...(await database.sql`select kind, entity_id as id from changes`)];

test('the creator gets the tag and is announced, once', async () => {
  const one = ended();
  await Promise.all([tag(one), tag(one), tag(one)]);
  expect(await tagsOf()).toEqual([tagId]);
  expect(await announced()).toEqual([{ kind: 'creator', id: place.creatorId }]);
});

test('a tag that was taken away since does not come back for the same collaboration', async () => {
  const one = ended();
  await tag(one);
  await database.sql`delete from creator_tags`;
  await tag(one);
  expect(await tagsOf()).toEqual([]);
  await tag(ended());
  expect(await tagsOf()).toEqual([tagId]);
});

test('a creator who has the tag is not announced again', async () => {
  await tag(ended());
  await tag(ended());
  expect(await announced()).toHaveLength(1);
});

test('without a tag for the outcome nothing happens, also when one is chosen later', async () => {
  const one = ended({ outcome: 'Cancelled' });
  await tag(one);
  const both = { Completed: tagId, Cancelled: tagId };
  await database.sql`update workspace set tag_on_outcome = ${database.sql.json(both)}`;
  await tag(one);
  expect([await tagsOf(), await announced()]).toEqual([[], []]);
});

test('an erased creator stays untagged', async () => {
  const creatorId = newId();
  await database.sql`insert into creators (id, name, erased_at) values (${creatorId}, 'Erased creator', now())`;
  await tag(ended({ creatorId }));
  expect(await tagsOf(creatorId)).toEqual([]);
});
