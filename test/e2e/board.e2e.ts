import type { CampaignView } from '@parley/domain/view';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import { cardIn, columnOf, gone, live, rowOf, saved, seen } from '../harness/look-at.ts';
import {
  change,
  makeCampaign,
  makeCollaboration,
  makeCreator,
  read,
  timeline,
  unique,
} from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { signal } from '../harness/temporal.ts';
import { inParallel, until } from '../harness/wait.ts';

let browser: Browser;
let ann: AtBrowser;
let ben: AtBrowser;
let owner: Api;
let campaign: CampaignView;

beforeAll(async () => {
  browser = await launchBrowser();
  [ann, ben] = await twoPeople(browser, sharedStack().url, PASSWORD);
  // All five columns side by side, so that a card can be carried to any.
  for (const { page } of [ann, ben]) await page.setViewportSize({ width: 1920, height: 900 });
  owner = await as('owner');
  campaign = await makeCampaign(owner, { name: unique('Board') });
}, 180_000);
afterAll(() => browser.close());

/** A collaboration that both have before them on the board. */
async function onBoard(word: string): Promise<{ id: string; name: string }> {
  const name = unique(word);
  const creator = await makeCreator(owner, { name });
  const { id } = await makeCollaboration(owner, { campaignId: campaign.id, creatorId: creator.id });
  const path = `/collaborations?campaign=${campaign.id}&view=board`;
  await Promise.all([ann, ben].map(({ page }) => page.goto(path)));
  await seen(cardIn(ann.page, 'Pending', name), cardIn(ben.page, 'Pending', name));
  await Promise.all([ann, ben].map(({ page }) => live(page)));
  return { id, name };
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('nothing to drag');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 10, start.y + start.height / 2 + 5, {
    steps: 4,
  });
  await page.mouse.move(end.x + end.width / 2, end.y + 200, { steps: 12 });
  await page.mouse.up();
}

describe('a card', () => {
  it('is dragged with the mouse, and the other person sees it move', async () => {
    const { id, name } = await onBoard('Dragged');
    await drag(ann.page, cardIn(ann.page, 'Pending', name), columnOf(ann.page, 'Fulfilling'));
    await seen(cardIn(ann.page, 'Fulfilling', name), cardIn(ben.page, 'Fulfilling', name));
    await gone(cardIn(ben.page, 'Pending', name));
    await saved(ann.page);
    expect((await read(owner, id)).status).toBe('Fulfilling');
  });

  it('is moved by the keyboard and keeps the focus', async () => {
    const { name } = await onBoard('Keyed');
    await cardIn(ann.page, 'Pending', name).focus();
    await ann.page.keyboard.press('Shift+ArrowRight');
    await seen(cardIn(ben.page, 'Negotiating', name));
    const focused = () =>
      cardIn(ann.page, 'Negotiating', name).evaluate(
        (link) => link === link.ownerDocument.activeElement,
      );
    await until('the focus', focused);
    await ann.page.keyboard.press('Shift+ArrowLeft');
    await seen(cardIn(ben.page, 'Pending', name));
  });

  it('is moved by its menu', async () => {
    const { name } = await onBoard('Menued');
    await ann.page.getByRole('button', { name: `Move ${name} to another status` }).click();
    await ann.page.getByRole('menu').getByRole('menuitem', { name: 'Negotiating' }).click();
    await seen(cardIn(ann.page, 'Negotiating', name), cardIn(ben.page, 'Negotiating', name));
  });

  it('is moved by keys in its menu and keeps the focus, also through the question before the end', async () => {
    const { name } = await onBoard('Menukeys');
    const { keyboard } = ann.page;
    const hasFocus = (card: Locator) =>
      card.evaluate((link) => link === link.ownerDocument.activeElement);
    await cardIn(ann.page, 'Pending', name).focus();
    for (const to of ['Negotiating', 'Completed'] as const) {
      await keyboard.press('m');
      const item = ann.page.getByRole('menuitem', { name: to });
      await ann.page.locator('[role=menu]:focus-within').waitFor();
      const isReached = async () => (await item.getAttribute('data-highlighted')) !== null;
      while (!(await isReached())) await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      if (to === 'Completed') {
        const confirm = ann.page.getByRole('button', { name: 'Complete', exact: true });
        await confirm.press('Enter');
      }
      await seen(cardIn(ben.page, to, name));
      await until('the focus', () => hasFocus(cardIn(ann.page, to, name)));
    }
  });

  it('moves on every open board when an operator signals its workflow', async () => {
    const { id, name } = await onBoard('Signalled');
    await signal(sharedStack(), id, 'changeStatus', '{"to":"Negotiating"}');
    await seen(cardIn(ann.page, 'Negotiating', name), cardIn(ben.page, 'Negotiating', name));
    expect((await timeline(owner, id)).at(-1)?.actor.name).toBe('Temporal operator');
  });

  it('that goes into Cancelled asks the reason first, also when it is dragged', async () => {
    const { id, name } = await onBoard('Ended');
    const column = columnOf(ann.page, 'Cancelled');
    await drag(ann.page, cardIn(ann.page, 'Pending', name), column);
    const dialog = ann.page.getByRole('dialog');
    await seen(dialog);
    expect((await read(owner, id)).status).toBe('Pending');
    await dialog.getByRole('button', { name: 'Keep it open' }).click();
    await seen(cardIn(ann.page, 'Pending', name));
    await drag(ann.page, cardIn(ann.page, 'Pending', name), column);
    await dialog.getByLabel('Reason').fill('No budget');
    await dialog.getByRole('button', { name: 'Cancel collaboration' }).click();
    await seen(cardIn(ben.page, 'Cancelled', name));
    expect((await read(owner, id)).cancelReason).toBe('No budget');
  });

  it('is put back where a move is refused, and the page says why', async () => {
    const { id, name } = await onBoard('Refused');
    // What the page does not know yet: the answer it gets is a refusal.
    await ann.context.setOffline(true);
    await ann.page.getByRole('button', { name: `Move ${name} to another status` }).click();
    await ann.page.getByRole('menu').getByRole('menuitem', { name: 'Negotiating' }).click();
    await seen(cardIn(ann.page, 'Negotiating', name));
    await seen(ann.page.getByRole('status').filter({ hasText: /Offline, will send 1 change/ }));
    await change(owner, id, 'status', { to: 'Cancelled', reason: 'Decided meanwhile' });
    await ann.context.setOffline(false);
    await seen(ann.page.getByText(/final|someone|conflict|changed/i));
    // A card under the pointer or the focus stays until the person looks away from it.
    await until('the card to be where it belongs', async () => {
      await ann.page.evaluate(
        () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
      );
      await columnOf(ann.page, 'Pending').hover({ position: { x: 100, y: 500 } });
      await ann.page.mouse.move(4, 4);
      return cardIn(ann.page, 'Cancelled', name).isVisible();
    });
    await gone(cardIn(ann.page, 'Negotiating', name));
    await saved(ann.page);
  });

  it('of a final status does not move', async () => {
    const { id, name } = await onBoard('Final');
    await change(owner, id, 'status', { to: 'Completed' });
    await seen(cardIn(ann.page, 'Completed', name));
    await drag(ann.page, cardIn(ann.page, 'Completed', name), columnOf(ann.page, 'Pending'));
    await cardIn(ann.page, 'Completed', name).focus();
    await ann.page.keyboard.press('Shift+ArrowLeft');
    await seen(ann.page.getByText(/final/i));
    expect((await read(owner, id)).status).toBe('Completed');
  });

  it('can be taken back from the notice', async () => {
    const { id, name } = await onBoard('Undone');
    await cardIn(ann.page, 'Pending', name).focus();
    await ann.page.keyboard.press('Shift+ArrowRight');
    await ann.page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await seen(cardIn(ben.page, 'Pending', name));
    const types = async () => (await timeline(owner, id)).map(({ type }) => type).join();
    await until('it to be stored', async () => (await types()) === 'Created,StatusChanged,Undone');
  });
});

describe('a card moved by key', () => {
  it('is followed to where it stands in a long column', async () => {
    const { page } = ann;
    const own = await makeCampaign(owner, { name: unique('Long') });
    const make = async (name: string, to?: string) => {
      const creator = await makeCreator(owner, { name });
      const { id } = await makeCollaboration(owner, { campaignId: own.id, creatorId: creator.id });
      if (to) await change(owner, id, 'status', { to });
    };
    const name = unique('Zoe');
    await inParallel(Array.from({ length: 14 }), 4, () => make(unique('Amy'), 'Negotiating'));
    await make(name);
    await page.setViewportSize({ width: 1920, height: 480 });
    await page.goto(`/collaborations?campaign=${own.id}&view=board&sort=creator`);
    await live(page);
    await cardIn(page, 'Pending', name).press('Shift+ArrowRight');
    const moved = cardIn(page, 'Negotiating', name);
    await until('the focus', () => moved.evaluate((link) => link === document.activeElement));
    // And back to the first of a column that is scrolled, through an empty one.
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowLeft');
    const first = columnOf(page, 'Negotiating').getByRole('link').first();
    await until('the focus', () => first.evaluate((link) => link === document.activeElement));
    await page.setViewportSize({ width: 1920, height: 900 });
  });
});

describe('a card dragged to an edge', () => {
  beforeAll(() => ann.page.setViewportSize({ width: 1000, height: 560 }));
  afterAll(() => ann.page.setViewportSize({ width: 1920, height: 900 }));

  /** Takes a card up and holds it there, given in pixels of the window. */
  async function hold(card: Locator, x: number, y: number): Promise<void> {
    const start = await card.boundingBox();
    if (!start) throw new Error('nothing to drag');
    const { mouse } = ann.page;
    await mouse.move(start.x + 10, start.y + 5);
    await mouse.down();
    await mouse.move(start.x + 20, start.y + 10, { steps: 4 });
    await mouse.move(x, y, { steps: 4 });
  }
  const offset = (place: Locator, way: 'scrollLeft' | 'scrollTop') =>
    place.evaluate((element, name) => element[name], way);
  /** Whether it stands still for some frames. */
  const rests = (place: Locator) =>
    place.evaluate(async (element) => {
      const before = [element.scrollLeft, element.scrollTop].join();
      for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
      return [element.scrollLeft, element.scrollTop].join() === before;
    });

  it('scrolls the board until the column it is for is there, and no further once it is dropped', async () => {
    const { name } = await onBoard('Carried');
    const { page } = ann;
    const board = page.locator('.board');
    await hold(cardIn(page, 'Pending', name), 985, 300);
    const far = columnOf(page, 'Completed');
    await until('the column', async () => {
      const box = await far.boundingBox();
      return box !== null && box.x + box.width < 900;
    });
    await far.hover({ position: { x: 140, y: 200 } });
    await page.mouse.up();
    await seen(page.getByRole('dialog'));
    await until('rest', () => rests(board));
    expect(await offset(board, 'scrollLeft')).toBeGreaterThan(300);
    await page.keyboard.press('Escape');
    await seen(cardIn(page, 'Pending', name));
  });

  it('scrolls its column, beyond where it was itself, and rests on Escape', async () => {
    const { page } = ann;
    await page.goto('/collaborations?sort=creator&view=board');
    await live(page);
    const column = columnOf(page, 'Pending').locator('[data-scrolls]');
    const card = column.locator('[data-row]').first();
    const id = await card.getAttribute('data-row');
    const box = await column.boundingBox();
    if (!box) throw new Error('no column');
    const bottom = () =>
      hold(column.locator('[data-row]').nth(1), box.x + 100, box.y + box.height - 8);
    await bottom();
    // So far that the card is no longer drawn.
    await until('it to scroll', async () => (await offset(column, 'scrollTop')) > 700);
    await page.keyboard.press('Escape');
    await until('rest', () => rests(column));
    await page.mouse.up();
    await column.evaluate((element) => element.scrollTo(0, 0));
    await page.locator(`[data-row="${id}"]`).waitFor();
    // The next drag is a drag again.
    await bottom();
    await until('it to scroll', async () => (await offset(column, 'scrollTop')) > 100);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await until('rest', () => rests(column));
    expect(await page.locator('.dragged').count()).toBe(0);
  });
});

describe('a new collaboration', () => {
  it('is made through the dialog with a new creator, and the other person sees it', async () => {
    const name = unique('Newly');
    const path = `/collaborations?campaign=${campaign.id}`;
    await Promise.all([ann, ben].map(({ page }) => page.goto(path)));
    await ann.page.getByRole('button', { name: 'New collaboration' }).click();
    const dialog = ann.page.getByRole('dialog', { name: 'New collaboration' });
    await dialog.getByLabel('Campaign').selectOption({ label: campaign.name });
    await dialog.getByRole('combobox', { name: 'Creator' }).fill(name);
    await dialog.getByRole('option', { name: /New creator/ }).click();
    await dialog.getByLabel('Handle').fill(`@${name.replace(' ', '.')}`);
    await dialog.getByLabel('Fee').fill('1500');
    await dialog.getByRole('button', { name: 'Create collaboration' }).click();
    await seen(rowOf(ben.page, name), ann.page.getByRole('heading', { name }));
    await seen(
      rowOf(ben.page, name).getByText('Pending'),
      rowOf(ben.page, name).getByText(/1[.,]500/),
    );
  });
});

describe('the list', () => {
  it('is searched, and says how many there are', async () => {
    const { name } = await onBoard('Sought');
    await ann.page.goto(`/collaborations?campaign=${campaign.id}`);
    const table = ann.page.getByRole('table', { name: 'Collaborations' });
    await seen(rowOf(ann.page, name));
    await ann.page.getByRole('searchbox', { name: 'Search collaborations' }).fill(name);
    await until('one row', async () => (await table.getAttribute('aria-rowcount')) === '2');
    await seen(rowOf(ann.page, name));
    expect(new URL(ann.page.url()).searchParams.get('q')).toBe(name);
  });

  it('opens a collaboration beside it, and its address opens it again', async () => {
    const { id, name } = await onBoard('Opened');
    await ann.page.goto(`/collaborations?campaign=${campaign.id}`);
    await rowOf(ann.page, name).getByRole('link', { name }).click();
    await seen(
      ann.page.getByRole('heading', { name }),
      ann.page.getByRole('table', { name: 'Collaborations' }),
    );
    expect(ann.page.url()).toContain(id);
    await ann.page.reload();
    await seen(ann.page.getByRole('heading', { name }));
  });
});
