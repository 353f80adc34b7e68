import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations, widthOver } from '../harness/axe.ts';
import { launchBrowser, newVisitor, signInAt } from '../harness/browser.ts';
import { gone, live, seen } from '../harness/look-at.ts';
import { makeCampaign, makeCollaboration, makeCreator, unique } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { until } from '../harness/wait.ts';

let browser: Browser;
let light: Page;
let dark: Page;
let narrow: Page;
let campaignId: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const owner = await as('owner');
  campaignId = (await makeCampaign(owner, { name: unique('Layers') })).id;
  for (const word of ['Ann', 'Bob'])
    await makeCollaboration(owner, {
      campaignId,
      creatorId: (await makeCreator(owner, { name: unique(word) })).id,
    });
  const still = { reducedMotion: 'reduce' } as const;
  const looks = [
    { ...still, colorScheme: 'light' },
    { ...still, colorScheme: 'dark' },
    { ...still, viewport: { width: 400, height: 800 } },
  ] as const;
  const first = await newVisitor(browser, sharedStack().url, looks[0]);
  await signInAt(first, emailOf('owner'), PASSWORD);
  light = first.page;
  const storageState = await first.context.storageState();
  const others = looks.slice(1).map((look) => ({ ...look, storageState }));
  const pages = others.map((look) => newVisitor(browser, sharedStack().url, look));
  const [second, third] = await Promise.all(pages);
  if (!second || !third) throw new Error('no browser');
  [dark, narrow] = [second.page, third.page];
}, 180_000);
afterAll(() => browser.close());

/** What opens over a page. */
interface Layer {
  /** What the address of the list has besides its filter. */
  readonly path: string;
  /** What has the focus before. */
  readonly from: (page: Page) => Locator;
  readonly key: string;
  readonly opened: (page: Page) => Locator;
  /** Works it by keyboard; it stays open. */
  readonly work: (page: Page) => Promise<void>;
  /** Whether it is there in 400 px. */
  readonly isWideOnly?: boolean;
}

/** Two rows: axe looks at what is open, not at many rows alike. */
const LIST = '';
const BOARD = '&view=board';
const row = (page: Page) => page.locator('[data-row]').first().getByRole('link').first();
const highlighted = (page: Page) => page.locator('[role=menuitem][data-highlighted]');
/** Keys lead from one item of a menu to another, where it has several. */
async function walk(page: Page): Promise<void> {
  await page.keyboard.press('End');
  const last = await highlighted(page).innerText();
  await page.keyboard.press('ArrowDown');
  const items = page.locator('[role=menuitem]:not([data-disabled])');
  const isAlone = (await items.count()) === 1;
  await until('the first item', async () => {
    const now = await highlighted(page).innerText();
    return isAlone ? now === last : now !== last;
  });
}
const menuOf = (path: string, name: string): Layer => ({
  path,
  from: (page) => page.getByRole('button', { name, exact: true }),
  key: 'Enter',
  opened: (page) => page.getByRole('menu'),
  work: walk,
});

const LAYERS: Readonly<Record<string, Layer>> = {
  'a filter': {
    path: LIST,
    from: (page) => page.getByRole('group', { name: 'Filters' }).getByRole('button').last(),
    key: 'Enter',
    opened: (page) => page.getByRole('dialog', { name: /filter$/ }),
    work: async (page) => {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await page.waitForURL(/validation=/);
      await seen(page.getByRole('checkbox', { checked: true }));
      await page.keyboard.press('Space');
      await page.waitForURL((url) => !url.search.includes('validation'));
    },
  },
  'the sheet of shortcuts': {
    path: LIST,
    from: row,
    key: '?',
    opened: (page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' }),
    work: (page) => page.keyboard.press('Tab'),
  },
  '“Move to…” of a row': {
    ...menuOf(LIST, ''),
    from: (page) => page.getByRole('button', { name: /to another status$/ }).first(),
  },
  'the columns': {
    ...menuOf(LIST, 'Columns'),
    isWideOnly: true,
    work: async (page) => {
      const heads = page.getByRole('columnheader');
      const before = await heads.count();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await until('a column to go', async () => (await heads.count()) === before - 1);
      await page.keyboard.press('Enter');
      await until('it to be back', async () => (await heads.count()) === before);
    },
  },
  'the list of views': menuOf(LIST, 'All views'),
  'the menu of a view': menuOf(LIST, 'View options'),
  'a batch': {
    path: LIST,
    from: (page) =>
      page.getByRole('toolbar', { name: 'Batch actions' }).getByRole('button', { name: 'More…' }),
    key: 'Enter',
    opened: (page) => page.getByRole('dialog', { name: 'Add a note for 1 collaboration' }),
    work: async (page) => {
      await page.keyboard.type('By keyboard');
      await seen(page.getByRole('button', { name: 'Add the note to 1 collaboration' }));
    },
  },
  '“Move to…” of a card': {
    path: BOARD,
    from: row,
    key: 'm',
    opened: (page) => page.getByRole('menu', { name: 'Move to' }),
    work: walk,
  },
};

const isWithin = (place: Locator) => place.evaluate((it) => it.contains(document.activeElement));

/** Opens it by keyboard, works it, closes it again; gives back what axe and a ruler find meanwhile. */
async function through(page: Page, name: string, layer: Layer): Promise<string[]> {
  const path = `/collaborations?campaign=${campaignId}&status=Pending${layer.path}`;
  if (!page.url().endsWith(path)) await page.goto(path);
  await live(page);
  if (name === 'a batch') {
    await row(page).focus();
    await page.keyboard.press('x');
  }
  const from = layer.from(page);
  await from.focus();
  await page.keyboard.press(layer.key);
  if (name === 'a batch') {
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
  }
  const opened = layer.opened(page);
  await seen(opened);
  await until('the focus within', () => isWithin(opened));
  await layer.work(page);
  await until('the focus within', () => isWithin(opened));
  // What else is on the page is the same in every look.
  const found = await violations(page, page === light ? undefined : '[role=menu], [role=dialog]');
  if ((await widthOver(page)) > 0) found.push('wider than the window');
  await page.keyboard.press('Escape');
  await gone(opened);
  await until('the focus where it was', () => from.evaluate((it) => it === document.activeElement));
  return found;
}

describe.each(Object.entries(LAYERS))('%s', (name, layer) => {
  it('is opened, worked and closed by keyboard, and passes axe: light, dark, 400 px', async () => {
    const pages = layer.isWideOnly ? [light, dark] : [light, dark, narrow];
    const found = await Promise.all(pages.map((page) => through(page, name, layer)));
    expect(found.flat()).toEqual([]);
  });
});
