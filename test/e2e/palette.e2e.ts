import type { CampaignView } from '@parley/domain/view';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { launchBrowser, newVisitor, signInAt, type AtBrowser } from '../harness/browser.ts';
import { gone, live, rowOf, saved, seen } from '../harness/look-at.ts';
import {
  makeCampaign,
  makeCollaboration,
  makeCreator,
  read,
  timeline,
  unique,
} from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { until } from '../harness/wait.ts';

let browser: Browser;
let ann: AtBrowser;
let owner: Api;
let campaign: CampaignView;
beforeAll(async () => {
  browser = await launchBrowser();
  ann = await signInAt(await newVisitor(browser, sharedStack().url), emailOf('owner'), PASSWORD);
  owner = await as('owner');
  campaign = await makeCampaign(owner, { name: unique('Keys') });
}, 180_000);
afterAll(() => browser.close());
beforeEach(async () => {
  await ann.page.goto(`/collaborations?campaign=${campaign.id}`);
  await live(ann.page);
});

const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' });
const isFocused = (page: Page, name: string) =>
  page.evaluate((label) => document.activeElement?.getAttribute('aria-label') === label, name);

/** Opens the palette, types, and runs what comes first once it reads so. */
async function command(page: Page, text: string, first: RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await seen(palette(page));
  await page.keyboard.type(text);
  await palette(page).getByRole('option', { selected: true }).filter({ hasText: first }).waitFor();
  await page.keyboard.press('Enter');
  await gone(palette(page));
}

async function made(word: string): Promise<{ id: string; name: string }> {
  const name = unique(word);
  const creator = await makeCreator(owner, { name });
  const { id } = await makeCollaboration(owner, { campaignId: campaign.id, creatorId: creator.id });
  await seen(rowOf(ann.page, name));
  return { id, name };
}

describe('by the keyboard alone', () => {
  it('a creator is searched and opened, and comes first the next time', async () => {
    const { page } = ann;
    const { name } = await made('Sought');
    await command(page, name, new RegExp(name));
    await seen(page.getByRole('heading', { name }));
    expect(page.url()).toMatch(/\/creators\//);
    await command(page, 'go to camp', /Campaigns/);
    await page.waitForURL(/\/campaigns/);
    await page.keyboard.press('Control+k');
    await seen(palette(page).getByRole('group', { name: 'Recent' }).getByText('Campaigns'));
    await page.keyboard.press('Escape');
    await gone(palette(page));
  });

  it('the opened collaboration changes its status and its owner', async () => {
    const { page } = ann;
    const { id, name } = await made('Opened');
    await rowOf(page, name).getByRole('link', { name }).focus();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('complementary').getByRole('heading', { name }));
    await command(page, 'negotiating', /Set status to Negotiating/);
    await until('the status', async () => (await read(owner, id)).status === 'Negotiating');
    await page.keyboard.press('a');
    await seen(palette(page).getByRole('group', { name: 'Owner' }));
    await page.keyboard.type('nobody');
    await page.keyboard.press('Enter');
    await until('nobody to own it', async () => (await read(owner, id)).owner === null);
    await page.keyboard.press('i');
    await until('me to own it', async () => (await read(owner, id)).owner !== null);
    await saved(page);
    await command(page, 'add a note', /Add a note/);
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Note');
    await page.keyboard.type('Written without a mouse');
    await page.keyboard.press('Control+Enter');
    await saved(page);
    await until('the note', async () =>
      (await timeline(owner, id)).some(({ type }) => type === 'NoteAdded'),
    );
  });

  it('selected rows move together, and a final status asks first', async () => {
    const { page } = ann;
    const [one, other] = [await made('Chosen'), await made('Chosen')];
    for (const { name } of [one, other]) {
      await rowOf(page, name).getByRole('link', { name }).focus();
      await page.keyboard.press('x');
    }
    await seen(page.getByRole('toolbar', { name: 'Batch actions' }).getByText('2 selected'));
    await page.keyboard.press('s');
    await seen(palette(page));
    await page.keyboard.type('canc');
    await seen(palette(page).getByRole('option', { name: /Cancelled 2 collaborations/ }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Reason').fill('Out of time');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Cancel / })
      .click();
    for (const { id } of [one, other])
      await until('the end', async () => (await read(owner, id)).cancelReason === 'Out of time');
  });
});

describe('single keys', () => {
  it('lead to places, to the search and to the sheet that lists them', async () => {
    const { page } = ann;
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await seen(sheet.getByText('Open the command palette'));
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.keyboard.press('Escape');
    await gone(sheet);
    expect(page.url()).toMatch(/\/collaborations/);
    await page.keyboard.press('/');
    await until('the search', () => isFocused(page, 'Search collaborations'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForURL(/\/creators/);
  });

  it('are text in a field, and nothing with a modifier or switched off', async () => {
    const { page } = ann;
    const { name } = await made('Typed');
    const search = page.getByRole('searchbox', { name: 'Search collaborations' });
    await search.fill('');
    await search.pressSequentially('gcs?x');
    expect(await search.inputValue()).toBe('gcs?x');
    await search.fill('');
    await rowOf(page, name).getByRole('link', { name }).focus();
    await page.keyboard.press('Alt+s');
    await page.evaluate(() => localStorage.setItem('parley.shortcuts', 'off'));
    for (const key of ['s', '?', 'c']) await page.keyboard.press(key);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.evaluate(() => localStorage.removeItem('parley.shortcuts'));
    await page.keyboard.press('s');
    await seen(palette(page));
    await page.keyboard.press('Escape');
  });
});
