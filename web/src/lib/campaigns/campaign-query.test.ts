import { expect, it } from 'vitest';
import { campaignsHref, campaignsPath, isNarrowed, parseCampaignQuery } from './campaign-query.ts';

const ID = '0198c000-0000-7000-8000-000000000001';
const parsed = (search: string) => parseCampaignQuery(new URLSearchParams(search));

it('an address is read and written again, without what it does not know', () => {
  const query = parsed(
    `?status=Live&status=Lost&owner=${ID}&owner=none&owner=me&sort=ends&x=1&q=+a+`,
  );
  expect(query).toEqual({ q: 'a', status: ['Live'], owner: [ID, 'none'], sort: 'ends' });
  expect(campaignsHref(query)).toBe(`/campaigns?q=a&status=Live&owner=${ID}&owner=none&sort=ends`);
  expect([campaignsHref(parsed('?sort=luck')), isNarrowed(parsed(''))]).toEqual([
    '/campaigns',
    false,
  ]);
});

it('archived campaigns are asked for only by name', () => {
  expect(campaignsPath(parsed(''), 100)).toBe(
    '/api/campaigns?status=Draft&status=Live&status=Paused&limit=100',
  );
  expect(campaignsPath(parsed('?status=Archived'), 100)).toBe(
    '/api/campaigns?status=Archived&limit=100',
  );
});
