import type { CampaignView } from '@parley/domain/view';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { launchBrowser, newVisitor, signInAt, type AtBrowser } from '../harness/browser.ts';
import { gone, live, rowOf, seen, statusButton } from '../harness/look-at.ts';
import { makeCampaign, makeCollaboration, makeCreator, unique } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';

let browser: Browser;
let ann: AtBrowser;
let owner: Api;
beforeAll(async () => {
  browser = await launchBrowser();
  ann = await signInAt(await newVisitor(browser, sharedStack().url), emailOf('owner'), PASSWORD);
  owner = await as('owner');
}, 180_000);
afterAll(() => browser.close());

const statusOf = async (id: string) =>
  (await owner.get<CampaignView>(`/api/campaigns/${id}`)).body.status;

describe('a campaign', () => {
  it('is archived: its rows are hidden and read-only; and restored', async () => {
    const { page } = ann;
    const creator = await makeCreator(owner, { name: unique('Kept') });
    const campaign = await makeCampaign(owner, { name: unique('Over') });
    const row = await makeCollaboration(owner, {
      campaignId: campaign.id,
      creatorId: creator.id,
    });
    await page.goto(`/campaigns/${campaign.id}`);
    await live(page);
    await page.getByRole('button', { name: 'Status: Live' }).click();
    await page.getByRole('menuitem', { name: /Archived/ }).click();
    await seen(page.getByRole('note').getByText(/archived/));
    expect(await page.getByRole('button', { name: 'New collaboration' }).count()).toBe(0);

    await page.goto(`/collaborations?q=${encodeURIComponent(creator.name)}`);
    await seen(page.getByText('Nothing matches'));
    await page.goto(`/campaigns?q=${encodeURIComponent(campaign.name)}`);
    await seen(page.getByText('No campaign matches.'));
    await page.getByRole('button', { name: 'Archived' }).click();
    await seen(page.getByRole('table', { name: 'Campaigns' }).getByText(campaign.name));
    await page.goto(`/collaborations/${row.id}`);
    await seen(statusButton(page, 'Negotiating'));
    expect(await statusButton(page, 'Negotiating').isDisabled()).toBe(true);

    await page.goto(`/campaigns/${campaign.id}/collaborations`);
    await seen(rowOf(page, creator.name));
    await page.getByRole('button', { name: 'Restore campaign' }).click();
    await gone(page.getByRole('note'));
    expect(await statusOf(campaign.id)).toBe('Paused');
  });

  it('is made from the palette, live for a list that is open', async () => {
    const { page } = ann;
    const name = unique('Made');
    await page.goto('/campaigns?new');
    const dialog = page.getByRole('dialog', { name: 'New campaign' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Budget').fill('1000');
    await dialog.getByLabel('Only people who are invited').check();
    await dialog
      .getByRole('button', { name: /campaign/ })
      .last()
      .click();
    await seen(page.getByRole('heading', { name }));
    await seen(page.getByText('0 invited'), page.getByText('1,000').first());

    await page.goto(`/campaigns?q=${encodeURIComponent(name)}`);
    await seen(page.getByRole('link', { name }));
    await live(page);
    const id = page.getByRole('link', { name }).getAttribute('href');
    await owner.patch(`/api${await id}`, { status: 'Live' });
    await seen(page.getByRole('row').filter({ hasText: name }).getByText('Live'));
  });
});
