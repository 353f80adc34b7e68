import type { CampaignView } from '@parley/domain/view';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import { cardIn, columnOf, gone, live, rowOf, seen } from '../harness/look-at.ts';
import {
  change,
  makeCampaign,
  makeCollaboration,
  makeCreator,
  makeTag,
  unique,
} from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { until } from '../harness/wait.ts';

let browser: Browser;
let ann: AtBrowser;
let ben: AtBrowser;
let owner: Api;
let campaign: CampaignView;
/** Six collaborations, named in the order in which they were made. */
const made: { readonly id: string; readonly name: string; readonly creatorId: string }[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  [ann, ben] = await twoPeople(browser, sharedStack().url, PASSWORD);
  for (const { page } of [ann, ben]) await page.setViewportSize({ width: 1920, height: 900 });
  owner = await as('owner');
  campaign = await makeCampaign(owner, { name: unique('List') });
  for (const word of ['Ada', 'Bea', 'Cyd', 'Dee', 'Eve', 'Fay']) {
    const creator = await makeCreator(owner, { name: unique(word) });
    const given = { campaignId: campaign.id, creatorId: creator.id };
    const { id } = await makeCollaboration(owner, given);
    made.push({ id, name: creator.name, creatorId: creator.id });
  }
}, 180_000);
afterAll(() => browser.close());

function at(index: number) {
  const one = made[index];
  if (!one) throw new Error('not made');
  return one;
}
const path = (search = '') => `/collaborations?campaign=${campaign.id}${search}`;
const table = (page: Page) => page.getByRole('table', { name: 'Collaborations' });
const filters = (page: Page) => page.getByRole('group', { name: 'Filters' });

async function both(address: string): Promise<void> {
  await Promise.all([ann, ben].map(({ page }) => page.goto(address)));
  await Promise.all([ann, ben].map(({ page }) => live(page)));
}
/** Names of the rows from top to bottom. */
async function names(page: Page): Promise<string[]> {
  const links = await table(page).locator('[data-row]').all();
  const placed = await Promise.all(
    links.map(async (row) => ({
      top: (await row.boundingBox())?.y ?? 0,
      name: await row.getByRole('link').first().innerText(),
    })),
  );
  return placed.sort((a, b) => a.top - b.top).map(({ name }) => name);
}
const topOf = async (place: Locator) => Math.round((await place.boundingBox())?.y ?? -1);

describe('filters', () => {
  it('say how many rows each value has, also while another person changes rows', async () => {
    await both(path());
    await filters(ann.page).getByRole('button', { name: 'Delivery' }).click();
    const none = (count: number) =>
      ann.page.getByRole('checkbox', { name: new RegExp(`^No shipment\\s*${count}$`) });
    await seen(none(6));
    await change(owner, at(0).id, 'terms', { shipsProduct: true });
    await seen(none(5));
    await none(5).check();
    await gone(rowOf(ann.page, at(0).name));
    expect(new URL(ann.page.url()).searchParams.getAll('delivery')).toEqual(['none']);
    await ann.page.keyboard.press('Escape');
    await ann.page.getByRole('button', { name: 'Remove Delivery No shipment' }).click();
    await seen(rowOf(ann.page, at(0).name));
  });

  it('are in the address: back, forward, and a second person see the same', async () => {
    await ann.page.goto(path('&sort=creator'));
    await seen(rowOf(ann.page, at(0).name));
    await live(ann.page);
    await filters(ann.page)
      .getByRole('button', { name: /^Pending/ })
      .click();
    await ann.page.waitForURL(/status=Pending/);
    const shown = await names(ann.page);
    await ben.page.goto(new URL(ann.page.url()).pathname + new URL(ann.page.url()).search);
    await until('the same rows', async () => (await names(ben.page)).join() === shown.join());
    await ann.page.goBack();
    await ann.page.waitForURL((url) => !url.search.includes('status'));
    await ann.page.goForward();
    await ann.page.waitForURL(/status=Pending/);
  });

  it('of a campaign’s own page leave the campaign out', async () => {
    await ann.page.goto(`/campaigns/${campaign.id}`);
    await ann.page
      .getByRole('navigation', { name: 'Campaign' })
      .getByText('Collaborations')
      .click();
    await seen(rowOf(ann.page, at(0).name));
    expect(await filters(ann.page).getByRole('button', { name: 'Campaign' }).count()).toBe(0);
    await until('six', async () => (await table(ann.page).getAttribute('aria-rowcount')) === '7');
  });
});

describe('rows', () => {
  it('stay under the pointer while others change, and are marked until they move', async () => {
    await both(path('&sort=-updated'));
    const [first] = await names(ann.page);
    const row = rowOf(ann.page, first ?? '');
    const before = await topOf(row);
    await row.hover();
    const other = made.find(({ name }) => name !== first);
    await change(owner, other?.id ?? '', 'notes', { text: 'Called' });
    await seen(rowOf(ann.page, other?.name ?? '').getByText('moves'));
    expect(await topOf(row)).toBe(before);
    await ann.page.mouse.move(4, 4);
    await until('it to move', async () => (await names(ann.page))[0] === other?.name);
  });

  it('stay selected through filters, sorts, changes and an opened collaboration', async () => {
    await both(path('&sort=creator'));
    const box = ann.page.getByRole('checkbox', { name: `Select ${at(1).name}` });
    await box.check();
    await table(ann.page).getByRole('button', { name: 'Updated' }).click();
    await ann.page.waitForURL(/sort=-updated/);
    await change(owner, at(1).id, 'notes', { text: 'Called' });
    expect(await box.isChecked()).toBe(true);
    await rowOf(ann.page, at(2).name).getByRole('link').first().click();
    await seen(ann.page.getByRole('heading', { name: at(2).name }));
    await ann.page.keyboard.press('Escape');
    await gone(ann.page.getByRole('heading', { name: at(2).name }));
    expect(await box.isChecked()).toBe(true);
    await seen(ann.page.getByRole('toolbar', { name: 'Batch actions' }));
  });

  it('take a creator’s new name', async () => {
    await both(path());
    const name = unique('Gia');
    await owner.raw('PATCH', `/api/creators/${at(5).creatorId}`, JSON.stringify({ name }));
    await seen(rowOf(ben.page, name));
  });

  it('are walked and opened by the keyboard alone', async () => {
    await ann.page.goto(path('&sort=creator'));
    await live(ann.page);
    await rowOf(ann.page, at(0).name).getByRole('link').first().focus();
    await ann.page.keyboard.press('ArrowDown');
    await ann.page.keyboard.press('Enter');
    await seen(ann.page.getByRole('heading', { name: at(1).name }));
  });
});

/** Notes every column that is there at any moment of a load, however short. */
const noteWhatIsDrawn = `
  window.drawnColumns = [];
  new MutationObserver(() => {
    for (const head of document.querySelectorAll('[role=columnheader]'))
      if (!window.drawnColumns.includes(head.classList[1])) window.drawnColumns.push(head.classList[1]);
  }).observe(document, { childList: true, subtree: true });`;

describe('columns', () => {
  it('are chosen and widened by key, and kept', async () => {
    await ann.page.goto(path());
    await live(ann.page);
    const head = ann.page.getByRole('columnheader', { name: 'Campaign' });
    const edge = ann.page.getByRole('separator', { name: 'Width of Campaign' });
    const width = async () => (await head.boundingBox())?.width ?? 0;
    const usual = await width();
    await edge.focus();
    await edge.press('ArrowRight');
    await until('it to be wider', async () => (await width()) > usual);
    await ann.page.getByRole('button', { name: 'Columns' }).click();
    await ann.page.getByRole('menuitem', { name: /^Owner/ }).click();
    await gone(ann.page.getByRole('columnheader', { name: 'Owner' }));
    const kept = await width();
    await ann.page.addInitScript(noteWhatIsDrawn);
    await ann.page.reload();
    await live(ann.page);
    // Not even before the script runs: the server draws by the choice.
    const drawn = await ann.page.evaluate<string[]>('window.drawnColumns');
    expect(drawn).toContain('campaign');
    expect(drawn).not.toContain('owner');
    expect(Math.abs((await width()) - kept)).toBeLessThan(1);
    await ann.page.getByRole('button', { name: 'Columns' }).click();
    await ann.page.getByRole('menuitem', { name: 'Usual columns and widths' }).click();
    await seen(ann.page.getByRole('columnheader', { name: 'Owner' }));
  });
});

describe('the board', () => {
  it('shows on a card its creator’s first tag and how many more, also once one is renamed', async () => {
    const tags = [];
    for (const word of ['Aaa', 'Bbb', 'Ccc']) tags.push(await makeTag(owner, unique(word)));
    const [first, second, third] = tags;
    if (!first || !second || !third) throw new Error('no tags');
    const ids = tags.map(({ id }) => id);
    const given = { add: ids, remove: [], creatorIds: [at(0).creatorId] };
    await owner.post('/api/creators/tags', given);
    await ann.page.goto(path('&view=board'));
    await live(ann.page);
    const card = columnOf(ann.page, 'Pending').locator(`[data-row="${at(0).id}"]`);
    const list = card.getByRole('list', { name: 'Tags' });
    await seen(list.getByText(first.name, { exact: true }), list.getByText('+2'));
    const rest = async () => (await list.getByRole('listitem').last().getAttribute('title')) ?? '';
    expect(await rest()).toBe(`${second.name}, ${third.name}`);
    const names = [unique('Abc'), unique('Bcd')];
    await owner.patch(`/api/tags/${first.id}`, { name: names[0] });
    await owner.patch(`/api/tags/${second.id}`, { name: names[1] });
    await seen(list.getByText(names[0] ?? '', { exact: true }));
    await until('the others', async () => (await rest()) === `${names[1]}, ${third.name}`);
    for (const id of ids.slice(1)) await owner.del(`/api/tags/${id}`);
    await gone(list.getByText(/^\+/));
    await owner.del(`/api/tags/${first.id}`);
    await gone(list);
  });

  async function carry(from: Locator, to: Locator): Promise<() => Promise<void>> {
    const [start, end] = [await from.boundingBox(), await to.boundingBox()];
    if (!start || !end) throw new Error('nothing to drag');
    const { mouse } = ann.page;
    await mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await mouse.down();
    await mouse.move(start.x + start.width / 2 + 10, start.y + start.height / 2 + 5, { steps: 4 });
    await mouse.move(end.x + end.width / 2, end.y + 200, { steps: 12 });
    return () => mouse.up();
  }

  it('takes a second drag before the first is stored', async () => {
    await both(path('&view=board'));
    for (const index of [2, 3]) {
      const card = cardIn(ann.page, 'Pending', at(index).name);
      await seen(card);
      await (
        await carry(card, columnOf(ann.page, 'Negotiating'))
      )();
    }
    for (const index of [2, 3]) await seen(cardIn(ben.page, 'Negotiating', at(index).name));
  });

  it('says over a column why a card may not be dropped there', async () => {
    await change(owner, at(4).id, 'status', { to: 'Completed' });
    await ann.page.goto(path('&view=board'));
    await live(ann.page);
    const card = cardIn(ann.page, 'Completed', at(4).name);
    await seen(card);
    const drop = await carry(card, columnOf(ann.page, 'Pending'));
    await seen(columnOf(ann.page, 'Pending').getByText(/final/i));
    await drop();
    await seen(cardIn(ann.page, 'Completed', at(4).name));
  });
});
