import type { CollaborationCounts, CollaborationPage } from '@parley/domain/view';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { change, makeCampaign, makeCollaboration, makeCreator, unique } from '../harness/makers.ts';
import { as } from '../harness/shared-stack.ts';

let owner: Api;
let member: Api;
let guest: Api;
let campaignId: string;
const ids: string[] = [];
const UNKNOWN = '0192f0c1-2345-7890-8abc-def012345678';

beforeAll(async () => {
  [owner, member, guest] = await Promise.all([as('owner'), as('member'), as('guest')]);
  campaignId = (await makeCampaign(owner, { name: unique('Counted') })).id;
  for (const name of ['Ada', '=Bo', 'Cleo']) {
    const creator = await makeCreator(member, { name });
    ids.push((await makeCollaboration(member, { campaignId, creatorId: creator.id })).id);
  }
});

const counts = async (query = '', api = member) =>
  (await api.get<CollaborationCounts>(`/api/collaborations/counts?campaign=${campaignId}${query}`))
    .body;
const countOf = (found: readonly { value: string; count: number }[], value: string) =>
  found.find((one) => one.value === value)?.count;

describe('counts', () => {
  it('follow a change at once, each filter by itself', async () => {
    expect(countOf((await counts()).status, 'Pending')).toBe(3);
    await change(member, ids[0] ?? '', 'status', { to: 'Negotiating' });
    const found = await counts('&status=Negotiating');
    expect(found.total).toBe(1);
    expect(countOf(found.status, 'Pending')).toBe(2);
    expect(countOf(found.status, 'Negotiating')).toBe(1);
    expect(countOf(found.campaign, campaignId)).toBe(1);
    expect(found.creator).toEqual([expect.objectContaining({ name: 'Ada', count: 1 })]);
  });

  it('belong to a snapshot', async () => {
    const answer = await member.get('/api/collaborations/counts');
    expect(answer.headers.get('parley-cursor')).toBeTruthy();
  });
});

describe('what is not valid is named', () => {
  it.each([
    ['/api/collaborations?tag=x', 'tag'],
    [`/api/collaborations?tag=${UNKNOWN}`, 'tag'],
    [`/api/collaborations?campaign=${UNKNOWN}`, 'campaign'],
    ['/api/collaborations?attention=yes', 'attention'],
    ['/api/collaborations?attention=PAYMENT_LATE', 'attention'],
    ['/api/collaborations?unpaid=false', 'unpaid'],
    ['/api/collaborations?validation=4', 'validation'],
    ['/api/collaborations?sort=luck', 'sort'],
    ['/api/collaborations?cursor=nonsense', 'cursor'],
    ['/api/collaborations/counts?limit=5', 'limit'],
    ['/api/collaborations/counts?sort=due', 'sort'],
    ['/api/collaborations/counts?status=Done', 'status'],
    [`/api/collaborations/counts?tag=${UNKNOWN}`, 'tag'],
    ['/api/collaborations.csv?limit=5', 'limit'],
    ['/api/collaborations.csv?sort=luck', 'sort'],
    [`/api/collaborations.csv?creator=${UNKNOWN}`, 'creator'],
    ['/api/creators?sort=luck', 'sort'],
    ['/api/creators?followersMin=many', 'followersMin'],
    [`/api/creators?tag=${UNKNOWN}`, 'tag'],
    ['/api/creators/counts?limit=5', 'limit'],
    ['/api/creators.csv?offset=5', 'offset'],
  ])('%s', async (path, parameter) => {
    const answer = await member.get(path);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.problem.errors?.map((error) => error.path)).toEqual([parameter]);
  });

  it('also a cursor of another query', async () => {
    const path = `/api/collaborations?campaign=${campaignId}&limit=1`;
    const { nextCursor } = (await member.get<CollaborationPage>(path)).body;
    const cursor = encodeURIComponent(nextCursor ?? '');
    expect((await member.get(`${path}&cursor=${cursor}`)).status).toBe(200);
    for (const other of ['sort=due', 'status=Pending', 'unpaid=true', 'attention=NO_ANSWER']) {
      const answer = await member.get(`${path}&${other}&cursor=${cursor}`);
      expect(answer.problem.errors).toEqual([expect.objectContaining({ path: 'cursor' })]);
    }
  });
});

describe('a CSV', () => {
  /** The rows by their column; none of these cells holds a comma. */
  function linesOf(text: string): Record<string, string>[] {
    const [head = '', ...lines] = text.replace('\uFEFF', '').trimEnd().split('\r\n');
    const names = head.split(',');
    return lines.map((line) =>
      Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])),
    );
  }

  it('is what the list holds, for a spreadsheet', async () => {
    const query = `campaign=${campaignId}&sort=creator`;
    const answer = await member.get(`/api/collaborations.csv?${query}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="collaborations-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const page = (await member.get<CollaborationPage>(`/api/collaborations?${query}`)).body;
    const lines = linesOf(answer.text);
    expect(lines.map((line) => line['Id'])).toEqual(page.items.map(({ id }) => id));
    expect(lines.map((line) => line['Creator'])).toEqual(["'=Bo", 'Ada', 'Cleo']);
  });

  it('takes a selection, and refuses one that says nothing or is broken', async () => {
    const post = (body: object, api = member) => api.post('/api/collaborations.csv', body);
    const some = [ids[2] ?? '', UNKNOWN];
    const chosen = await post({ selection: { ids: some } });
    expect(linesOf(chosen.text).map((line) => line['Id'])).toEqual([ids[2]]);
    const rest = await post({ selection: { filter: { campaign: [campaignId] }, except: some } });
    expect(
      linesOf(rest.text)
        .map((line) => line['Id'])
        .toSorted(),
    ).toEqual(ids.slice(0, 2).toSorted());
    for (const selection of [{}, { ids: ['x'] }, { ids: [], filter: {} }, { ids: [], except: [] }])
      expect((await post({ selection })).status).toBe(422);
    expect(linesOf((await post({ selection: { ids } }, guest)).text)).toEqual([]);
  });
});
