import { randomUUID } from 'node:crypto';
import type { CampaignView } from '@parley/domain/view';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import { gone, live, rowOf, seen } from '../harness/look-at.ts';
import { makeCampaign, makeCollaboration, makeCreator, unique } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';

let browser: Browser;
let ann: AtBrowser;
let ben: AtBrowser;
let owner: Api;
let campaign: CampaignView;
let name: string;

/** Somebody of these tests alone: what the list opens with for them concerns no other test. */
async function newMember(word: string): Promise<string> {
  const email = `${word}.${randomUUID().slice(0, 8)}@example.com`;
  const body = { name: word, email, role: 'member', password: PASSWORD };
  expect((await owner.post('/api/members', body)).status).toBe(201);
  return email;
}

beforeAll(async () => {
  browser = await launchBrowser();
  owner = await as('owner');
  const people = [await newMember('Ann'), await newMember('Ben')] as const;
  [ann, ben] = await twoPeople(browser, sharedStack().url, PASSWORD, people);
  campaign = await makeCampaign(owner, { name: unique('Viewed') });
  const creator = await makeCreator(owner, { name: unique('Seen') });
  await makeCollaboration(owner, { campaignId: campaign.id, creatorId: creator.id });
  name = creator.name;
}, 180_000);
afterAll(() => browser.close());

const tab = (page: Page, view: string): Locator =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: new RegExp(view) });
async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'View options' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Saves Ann's list in this order as a view. */
async function save(view: string, sort: string, isShared = false): Promise<void> {
  const { page } = ann;
  await page.goto(`/collaborations?campaign=${campaign.id}&status=Pending&sort=${sort}`);
  await page.getByRole('button', { name: 'Save view…' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill(view);
  if (isShared) await page.getByRole('dialog').getByText('Share with everybody').click();
  await page.keyboard.press('Enter');
  await gone(page.getByRole('dialog'));
  await seen(tab(page, view));
}

describe('a saved view', () => {
  it('that is shared shows live to the others and opens the same rows', async () => {
    await live(ben.page);
    const view = unique('Ours');
    await save(view, 'creator', true);
    await tab(ben.page, view).click();
    await seen(rowOf(ben.page, name));
    expect(new URL(ben.page.url()).search).toBe(
      `?status=Pending&campaign=${campaign.id}&sort=creator`,
    );
    await choose(ann.page, 'Keep to myself');
    await gone(tab(ben.page, view));
    await seen(tab(ann.page, view));
  });

  it('is changed, moved, deleted and brought back', async () => {
    const { page } = ann;
    const [first, second] = [unique('First'), unique('Second')];
    await save(first, 'due');
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'All' })
      .click();
    await page.getByRole('button', { name: /^Negotiating/ }).click();
    await page.getByRole('button', { name: 'Save view…' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill(second);
    await page.keyboard.press('Enter');
    await seen(tab(page, second));
    await choose(page, 'Move left');
    await choose(page, 'Rename…');
    await page.getByRole('dialog').getByLabel('Name').fill(`${second} again`);
    await page.keyboard.press('Enter');
    await seen(tab(page, `${second} again`));
    const order = await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link')
      .allInnerTexts();
    expect(order.findIndex((text) => text.includes(second))).toBeLessThan(
      order.findIndex((text) => text.includes(first)),
    );
    await page.getByRole('button', { name: /^Pending/ }).click();
    await seen(tab(page, 'changed'));
    await choose(page, `Save changes to “${second} again”`);
    await gone(tab(page, 'changed'));
    await choose(page, 'Delete view');
    await gone(tab(page, second));
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await seen(tab(page, second));
  });

  it('can be what the list opens with, and everything is still one click away', async () => {
    const { page } = ann;
    await save(unique('Home'), '-updated');
    await choose(page, 'Open the list with this view');
    await seen(tab(page, 'Opens first'));
    await page.goto('/collaborations');
    await seen(rowOf(page, name));
    expect(new URL(page.url()).searchParams.get('campaign')).toBe(campaign.id);
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'All' })
      .click();
    await page.waitForURL(/\?view=table$/);
    await page
      .getByRole('navigation', { name: 'Main' })
      .first()
      .getByRole('link', { name: 'Collaborations' })
      .click();
    await page.waitForURL(/campaign=/);
    await choose(page, 'Open the list with this view');
    await gone(tab(page, 'Opens first'));
  });
});
