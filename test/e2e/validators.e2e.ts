import type { CollaborationView } from '@parley/domain/view';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import { live, seen } from '../harness/look-at.ts';
import { makeCampaign, makeCollaboration, makeCreator, unique } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';

let browser: Browser;
let owner: AtBrowser;
let member: AtBrowser;
let campaignId: string;
let campaignName: string;
let rows: readonly CollaborationView[];

beforeAll(async () => {
  browser = await launchBrowser();
  [owner, member] = await twoPeople(browser, sharedStack().url, PASSWORD);
  const api = await as('owner');
  campaignName = unique('Quarry');
  campaignId = (await makeCampaign(api, { name: campaignName })).id;
  const bios = ['Bouldering in every quarry', 'Poker nights, and bouldering'];
  const creators = await Promise.all(
    bios.map((bio) => makeCreator(api, { bio, country: 'Austria' })),
  );
  rows = await Promise.all(
    creators.map(({ id: creatorId }) => makeCollaboration(api, { campaignId, creatorId })),
  );
}, 120_000);
afterAll(() => browser.close());

const badge = (page: Page, name: string) => page.getByRole('img', { name: new RegExp(name) });

it('rates creators by a new validator; a second person sees the badges appear, with their reasons', async () => {
  const { page } = owner;
  const name = `Boulder ${rows[0]?.id.slice(-6)}`;
  await member.page.goto(`/collaborations?campaign=${campaignId}`);
  await live(member.page);

  await page.goto('/validators');
  await page.getByRole('button', { name: 'New validator' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New validator' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Criteria').fill('Mentions “bouldering”. Based in Austria. No gambling.');
  await seen(dialog.getByText('no gambling'), dialog.getByText('from Austria'));
  await dialog.getByRole('button', { name: 'Create validator' }).click();
  await page.waitForURL(/\/validators\/[0-9a-f-]{36}/);

  await page.getByRole('button', { name: 'Validate creators' }).first().click();
  const run = page.getByRole('dialog', { name: 'Validate creators' });
  await run.getByLabel('Creators', { exact: true }).selectOption({ label: campaignName });
  await seen(run.getByText('2 of 2 creators'), run.getByText('at no cost'));
  await run.getByRole('button', { name: 'Validate 2 creators' }).click();
  const panel = page.getByRole('region', { name: 'Run', exact: true });
  await seen(
    panel.getByRole('heading', { name: 'Completed' }),
    panel.getByText('2 of 2 validated'),
    page.getByText('Ruled out: gambling (“poker”) in the bio.'),
  );

  await seen(
    badge(member.page, `${name}: Strong match, rule-based`),
    badge(member.page, `${name}: No match, rule-based`),
  );
  await badge(member.page, `${name}: Strong match`).first().focus();
  const reason = member.page.getByRole('tooltip');
  await seen(reason.getByText(/Matches “bouldering” in the bio/), reason.getByText(/Rule-based/));
  expect([owner.errors, member.errors]).toEqual([[], []]);
});
