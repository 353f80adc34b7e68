import type { BatchView } from '@parley/domain/batch-view';
import type {
  CampaignView,
  CollaborationPage,
  CollaborationRow,
  Page as ListPage,
} from '@parley/domain/view';
import type { Browser, Locator, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import { gone, rowOf, seen } from '../harness/look-at.ts';
import { makeCampaign, makeCollaboration, makeCreator, read, unique } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { inParallel, until } from '../harness/wait.ts';

/** More than fit on a screen. */
const ROWS = 60;
let browser: Browser;
let ann: AtBrowser;
let ben: AtBrowser;
let owner: Api;
let campaign: CampaignView;
/** In the order of the list. */
let made: readonly CollaborationRow[];

beforeAll(async () => {
  browser = await launchBrowser();
  const { url } = sharedStack();
  [[ann, ben], owner] = await Promise.all([twoPeople(browser, url, PASSWORD), as('owner')]);
  campaign = await makeCampaign(owner, { name: unique('Batch') });
  await inParallel(Array.from({ length: ROWS }), 8, async () =>
    makeCollaboration(owner, {
      campaignId: campaign.id,
      creatorId: (await makeCreator(owner, { name: unique('Batched') })).id,
      shipsProduct: true,
    }),
  );
  const page = `/api/collaborations?campaign=${campaign.id}&sort=created&limit=${ROWS}`;
  made = (await owner.get<CollaborationPage>(page)).body.items;
}, 180_000);
afterAll(() => browser.close());

const toolbar = (page: Page): Locator => page.getByRole('toolbar', { name: 'Batch actions' });
const box = (page: Page, index: number): Locator =>
  page.getByRole('checkbox', { name: /^Select Batched/ }).nth(index);
const statusesOf = async () =>
  (await inParallel(made, 8, ({ id }) => read(owner, id))).map(({ status }) => status);
/** The whole list, oldest first, so that no row moves when it changes. */
const address = () => `/collaborations?campaign=${campaign.id}&sort=created`;

/** Opens the list and waits until its script runs. */
async function open(page: Page, more = ''): Promise<void> {
  await page.goto(`${address()}${more}`);
  await seen(page.getByText('Live', { exact: true }));
}
async function choose(page: Page, menu: string, item: string | RegExp): Promise<void> {
  await toolbar(page).getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

describe('a batch', () => {
  it('of everything that matches but one is counted, confirmed, seen live by others, and taken back', async () => {
    await Promise.all([open(ann.page), open(ben.page)]);
    await seen(box(ann.page, 0), rowOf(ben.page, made[1]?.creator.name ?? ''));
    await box(ann.page, 0).click();
    await toolbar(ann.page)
      .getByRole('button', { name: `Select all ${ROWS} matching` })
      .click();
    await seen(toolbar(ann.page).getByText(`${ROWS} selected`));
    await box(ann.page, 0).click();
    await seen(toolbar(ann.page).getByText(`${ROWS - 1} selected`));

    await choose(ann.page, 'Move to…', 'Negotiating');
    const dialog = ann.page.getByRole('dialog');
    await seen(dialog.getByText(`${ROWS - 1} will change.`));
    await dialog.getByRole('button', { name: `Move ${ROWS - 1} collaborations` }).dblclick();
    const progress = (page: Page) =>
      page.getByRole('region', { name: `Move to Negotiating, ${ROWS - 1} collaborations` });
    await seen(progress(ann.page), progress(ben.page));
    await seen(progress(ben.page).getByText(/^by /));
    await seen(progress(ann.page).getByText(`Done: ${ROWS - 1} changed`));
    await seen(
      rowOf(ben.page, made[1]?.creator.name ?? '').getByText('Negotiating', { exact: true }),
    );
    const after = await statusesOf();
    expect(after.filter((status) => status === 'Negotiating')).toHaveLength(ROWS - 1);
    expect(after[0]).toBe('Pending');
    // One batch, although it was clicked twice.
    expect((await read(owner, made[1]?.id ?? '')).version).toBe(2);

    await progress(ann.page).getByRole('button', { name: 'Undo all' }).click();
    await seen(ann.page.getByText(`Done: ${ROWS - 1} changed`));
    await until('all to be back', async () =>
      (await statusesOf()).every((status) => status === 'Pending'),
    );
  });

  it('says before what cannot be done, and after which rows were refused and why', async () => {
    const [first, second, third] = made.slice(10);
    if (!first || !second || !third) throw new Error('too few rows');
    await owner.post(`/api/collaborations/${second.id}/status`, { to: 'Completed' });
    await open(ann.page);
    for (const { creator } of [first, second, third])
      await ann.page.getByRole('checkbox', { name: `Select ${creator.name}` }).click();
    await choose(ann.page, 'Move to…', 'Cancelled');
    const dialog = ann.page.getByRole('dialog');
    await seen(dialog.getByText('cancelling needs a reason'));
    expect(await dialog.getByRole('button', { name: 'Confirm' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: /Reason/ }).fill('The budget went');
    await seen(dialog.getByText('2 will change, 1 cannot.'));
    await dialog.getByRole('button', { name: 'Cancel 2 collaborations' }).click();
    const done = ann.page.getByRole('region', { name: 'Cancel, 3 collaborations' });
    await done.getByRole('button', { name: 'Show each' }).click();
    const outcomes = ann.page.getByRole('dialog');
    await seen(outcomes.getByText('Completed is final: it cannot become Cancelled.'));
    expect(await outcomes.getByRole('row').count()).toBe(2);
    await ann.page.keyboard.press('Escape');
    await gone(outcomes);
    expect((await read(owner, second.id)).status).toBe('Completed');
    expect((await read(owner, first.id)).cancelReason).toBe('The budget went');
  });

  it('takes tracking numbers that were pasted', async () => {
    const [one, two] = made.slice(20);
    if (!one || !two) throw new Error('too few rows');
    await open(ann.page);
    for (const { creator } of [one, two])
      await ann.page.getByRole('checkbox', { name: `Select ${creator.name}` }).click();
    await choose(ann.page, 'More…', /Update the delivery/);
    const dialog = ann.page.getByRole('dialog');
    const numbers = dialog.getByRole('textbox', { name: /Tracking numbers/ });
    await numbers.fill('nobody.at.all, DHL, 1');
    await seen(dialog.getByText('nobody.at.all is not among the selected'));
    await numbers.fill(`@${one.creator.handle}, DHL, 4711\n${two.creator.name};UPS;1Z9`);
    await dialog.getByRole('button', { name: 'Update 2 collaborations' }).click();
    await until('both to be shipped', async () => {
      const [a, b] = await Promise.all([read(owner, one.id), read(owner, two.id)]);
      return a.delivery?.trackingNumber === '4711' && b.delivery?.carrier === 'UPS';
    });
  });

  it('whose end the page did not hear of is seen to have ended once it is connected again', async () => {
    const page = await ann.context.newPage();
    const sockets: WebSocketRoute[] = [];
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const upstream = socket.connectToServer();
      const isFirst = sockets.push(socket) === 1;
      // The first connection loses every word of a batch, as one that broke would.
      upstream.onMessage((message) => {
        if (!isFirst || !String(message).includes('["batch"')) socket.send(message);
      });
    });
    await open(page, '&q=Batched&view=table');
    await box(page, 0).click();
    await choose(page, 'More…', /Add a note/);
    await page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('Unheard');
    await page.getByRole('button', { name: 'Add the note to 1 collaboration' }).click();
    const progress = page.getByRole('region', { name: 'Add a note, 1 collaboration' });
    await seen(progress.getByText('0 of 1'));
    await until('the batch to end', async () => {
      const [newest] = (await owner.get<ListPage<BatchView>>('/api/batches?limit=1')).body.items;
      return newest?.total === 1 && newest.finishedAt !== null;
    });
    expect(await progress.getByText('0 of 1').count()).toBe(1);
    await sockets[0]?.close();
    await seen(progress.getByText('Done: 1 changed'));
    await page.close();
  });

  it('goes on with what was selected while others edit and the list is filtered otherwise', async () => {
    // Another address than before: the same one would come back scrolled to where it was left.
    await open(ann.page, '&q=Batched');
    await box(ann.page, 0).click();
    await seen(toolbar(ann.page).getByText('1 selected'));
    await box(ann.page, 3).click({ modifiers: ['Shift'] });
    await seen(toolbar(ann.page).getByText('4 selected'));
    await owner.post(`/api/collaborations/${made[1]?.id}/status`, { to: 'Fulfilling' });
    await ann.page.getByRole('button', { name: /^Pending/ }).click();
    await seen(toolbar(ann.page).getByText('1 not in this list'));
    await seen(toolbar(ann.page).getByText('4 selected'));
    await choose(ann.page, 'More…', /Add a note/);
    await ann.page.getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('To all four');
    await ann.page.getByRole('button', { name: 'Add the note to 4 collaborations' }).click();
    await seen(ann.page.getByText('Done: 4 changed'));
    const versions = await Promise.all(made.slice(0, 5).map(({ id }) => read(owner, id)));
    const base = versions[4]?.version ?? 0;
    expect(versions.slice(0, 4).map(({ version }) => version)).toEqual([
      // Moved and taken back like the last one, all but the first; the second was moved by somebody else as well.
      ...[3, base + 2, base + 1, base + 1],
    ]);
  });

  it('moves all of a campaign from its own page', async () => {
    const own = await makeCampaign(owner, { name: unique('Whole') });
    const rows = await inParallel([1, 2, 3], 3, () =>
      makeCollaboration(owner, { campaignId: own.id }),
    );
    const page = ann.page;
    await page.goto(`/campaigns/${own.id}`);
    await seen(page.getByText('Live', { exact: true }).first());
    await page.getByRole('button', { name: 'Move all 3 collaborations to…' }).click();
    await page.getByRole('menuitem', { name: 'Cancelled' }).click();
    // The first count is not answered: it is asked for again by itself.
    let isRefused = false;
    await page.route('**/api/batches', async (route) => {
      if (isRefused) return await route.continue();
      isRefused = true;
      await route.fulfill({ status: 503, json: { code: 'DATABASE_UNAVAILABLE' } });
    });
    const dialog = page.getByRole('dialog', { name: /for 3 collaborations/ });
    await seen(dialog.getByText('Say why: cancelling needs a reason.'));
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The launch was called off');
    await dialog.getByRole('button', { name: 'Cancel 3 collaborations' }).click();
    await seen(page.getByText('Done: 3 changed'));
    expect(isRefused).toBe(true);
    await page.unroute('**/api/batches');
    const after = await Promise.all(rows.map(({ id }) => read(owner, id)));
    expect(after.map(({ status }) => status)).toEqual(Array(3).fill('Cancelled'));
  });
});
