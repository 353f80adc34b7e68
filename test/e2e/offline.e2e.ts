import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, type Api } from '../harness/api.ts';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import {
  activity,
  cardIn,
  live,
  loadsOf,
  rowOf,
  saved,
  seen,
  statusButton,
} from '../harness/look-at.ts';
import {
  change,
  makeCampaign,
  makeCollaboration,
  makeCreator,
  read,
  timeline,
  unique,
} from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack, type Stack } from '../harness/stack.ts';
import { until } from '../harness/wait.ts';

const LIMIT_MS = 120_000;
let stack: Stack;
let browser: Browser;
let ann: AtBrowser;
let ben: AtBrowser;
let owner: Api;
let id: string;
let campaignId: string;
const name = unique('Olga');

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
  owner = await signIn(stack.url, emailOf('owner'), PASSWORD);
  campaignId = (await makeCampaign(owner)).id;
  const creator = await makeCreator(owner, { name });
  id = (await makeCollaboration(owner, { campaignId, creatorId: creator.id })).id;
  [ann, ben] = await twoPeople(browser, stack.url, PASSWORD);
}, LIMIT_MS);
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

describe('the server is gone and comes back', () => {
  it(
    'pages recover without reload, and what was done meanwhile is sent once, in order',
    { timeout: LIMIT_MS },
    async () => {
      await Promise.all([
        ann.page.goto(`/collaborations/${id}`),
        ben.page.goto(`/collaborations?campaign=${campaignId}&view=board`),
      ]);
      await seen(activity(ann.page, 'Created'), cardIn(ben.page, 'Pending', name));
      const reloads = await Promise.all([ann.page, ben.page].map(loadsOf));
      await stack.server.kill9();
      await statusButton(ann.page, 'Negotiating').click();
      for (const text of ['First while away', 'Second while away']) {
        await ann.page.getByRole('textbox', { name: 'Note' }).fill(text);
        await ann.page.getByRole('button', { name: 'Add note' }).click();
      }
      const offline = ann.page
        .getByRole('status')
        .filter({ hasText: /Offline, will send 3 changes/ });
      await offline.first().waitFor({ state: 'attached', timeout: 30_000 });
      expect(
        await ann.page
          .getByRole('status')
          .filter({ hasText: /^\s*Saved/ })
          .count(),
      ).toBe(0);
      await stack.server.start();
      await saved(ann.page);
      await seen(cardIn(ben.page, 'Negotiating', name));
      const events = await timeline(owner, id);
      expect(events.map(({ type }) => type)).toEqual([
        'Created',
        'StatusChanged',
        'NoteAdded',
        'NoteAdded',
      ]);
      expect(JSON.stringify(events[2]?.data)).toContain('First while away');
      for (const reloaded of reloads) expect(await reloaded()).toBe(false);
    },
  );

  it('changes made by others meanwhile are caught up', { timeout: LIMIT_MS }, async () => {
    await ben.page.goto(`/collaborations?campaign=${campaignId}`);
    await seen(rowOf(ben.page, name));
    await live(ben.page);
    await ben.context.setOffline(true);
    await change(owner, id, 'status', { to: 'Fulfilling' });
    await ben.context.setOffline(false);
    await seen(rowOf(ben.page, name).getByText('Fulfilling'));
  });

  it(
    'a page that lost the connection while it loaded becomes live',
    { timeout: LIMIT_MS },
    async () => {
      await ben.page.goto(`/collaborations?campaign=${campaignId}`, { waitUntil: 'commit' });
      await seen(rowOf(ben.page, name));
      await ben.context.setOffline(true);
      await until('the browser to be offline', () => ben.page.evaluate(() => !navigator.onLine));
      await ben.context.setOffline(false);
      await live(ben.page);
      const { version } = await change(owner, id, 'notes', { text: 'Heard' });
      expect(version).toBeGreaterThan(1);
      await change(owner, id, 'status', { to: 'Negotiating' });
      await seen(rowOf(ben.page, name).getByText('Negotiating'));
    },
  );

  it('what was done offline survives a reload of the page', { timeout: LIMIT_MS }, async () => {
    await ann.page.goto(`/collaborations/${id}`);
    await seen(activity(ann.page, 'Created'));
    await live(ann.page);
    await stack.server.kill9();
    await ann.page.getByRole('textbox', { name: 'Note' }).fill('Kept over a reload');
    await ann.page.getByRole('button', { name: 'Add note' }).click();
    const offline = ann.page.getByRole('status').filter({ hasText: /Offline, will send 1 change/ });
    await offline.first().waitFor({ state: 'attached', timeout: 30_000 });
    await stack.server.start();
    await ann.page.goto(`/collaborations/${id}`);
    const isThere = async () =>
      (await timeline(owner, id)).filter(({ data }) => JSON.stringify(data).includes('Kept over'))
        .length === 1;
    await until('the note', isThere, 30_000);
    await saved(ann.page);
  });
});

describe('signing out', () => {
  it('ends the session and shows the way back in', { timeout: LIMIT_MS }, async () => {
    await ann.page.goto('/collaborations');
    await ann.page.getByRole('button', { name: 'Sign out' }).first().click();
    await ann.page.waitForURL(/\/sign-in/);
    await ann.page.goto(`/collaborations/${id}`);
    await ann.page.waitForURL(/\/sign-in/);
    expect((await read(owner, id)).id).toBe(id);
    expect(
      (await ann.context.cookies()).filter(
        ({ name: cookie, value }) => cookie.includes('session_token') && value !== '',
      ),
    ).toEqual([]);
  });
});
