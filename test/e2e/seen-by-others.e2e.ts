import type { CollaborationView } from '@parley/domain/view';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../harness/axe.ts';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import {
  activity,
  cardIn,
  columnOf,
  gone,
  loadsOf,
  rowOf,
  saved,
  section,
  seen,
  statusButton,
} from '../harness/look-at.ts';
import { makeCampaign, makeCollaboration, makeCreator, unique } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { until } from '../harness/wait.ts';

let browser: Browser;
let ann: AtBrowser;
let ben: AtBrowser;
let list: Page;
let board: Page;
let it_: CollaborationView;
let reloads: (() => Promise<boolean>)[] = [];
const name = unique('Rita');

beforeAll(async () => {
  browser = await launchBrowser();
  const { url } = sharedStack();
  [ann, ben] = await twoPeople(browser, url, PASSWORD);
  const owner = await as('owner');
  const campaign = await makeCampaign(owner, { name: unique('Seen') });
  const creator = await makeCreator(owner, { name });
  it_ = await makeCollaboration(owner, {
    campaignId: campaign.id,
    creatorId: creator.id,
    shipsProduct: true,
    terms: {
      deliverables: [{ type: 'Reel', quantity: 1 }],
      compensation: { amountCents: 50_000, currency: 'EUR' },
    },
  });
  [list, board] = [await ben.context.newPage(), await ben.context.newPage()];
  await Promise.all([
    ann.page.goto(`/collaborations/${it_.id}`),
    ben.page.goto(`/collaborations/${it_.id}`),
    list.goto(`/collaborations?campaign=${campaign.id}`),
    board.goto(`/collaborations?campaign=${campaign.id}&view=board`),
  ]);
  await seen(activity(ben.page, 'Created'), rowOf(list, name), cardIn(board, 'Pending', name));
  reloads = await Promise.all([ben.page, list, board].map(loadsOf));
}, 180_000);
afterAll(async () => {
  for (const reloaded of reloads) expect(await reloaded()).toBe(false);
  await browser.close();
});

async function writeConditions(page: Page, text: string): Promise<void> {
  const terms = section(page, 'Terms');
  await terms.getByRole('button', { name: /conditions/i }).click();
  await terms.getByRole('textbox', { name: /conditions/i }).fill(text);
}

describe('what one person changes, another sees without reload', () => {
  it('who else is here', async () => {
    await seen(
      ann.page.getByRole('list', { name: 'Also viewing' }),
      ben.page.getByRole('list', { name: 'Also viewing' }),
    );
  });

  it('who else is here, in the list and on the board, and nothing moves for it', async () => {
    const places = [rowOf(list, name), columnOf(board, 'Pending').locator('[data-row]')];
    const here = places.map((place) => place.getByText(/ is here$/));
    const lefts = () =>
      Promise.all(
        places.map(async (place) => (await place.getByRole('link').first().boundingBox())?.x),
      );
    await seen(...here);
    for (const page of [list, board]) expect(await violations(page)).toEqual([]);
    const before = await lefts();
    await ann.page.goto('/campaigns');
    for (const words of here) await gone(words);
    expect(await lefts()).toEqual(before);
    await ann.page.goto(`/collaborations/${it_.id}`);
    await seen(...here, ann.page.getByRole('list', { name: 'Also viewing' }));
  });

  it('a status: details, timeline, list and kanban', async () => {
    await statusButton(ann.page, 'Negotiating').click();
    await seen(activity(ben.page, 'Status changed'), cardIn(board, 'Negotiating', name));
    await seen(rowOf(list, name).getByText('Negotiating'));
    await until(
      'the stepper',
      async () =>
        (await statusButton(ben.page, 'Negotiating').getAttribute('aria-pressed')) === 'true',
    );
    expect(await cardIn(board, 'Pending', name).count()).toBe(0);
    await saved(ann.page);
  });

  it('a note', async () => {
    await ann.page.getByRole('textbox', { name: 'Note' }).fill('She wants the blue one');
    await ann.page.getByRole('button', { name: 'Add note' }).click();
    await seen(activity(ben.page, 'Note added').getByText('She wants the blue one'));
  });

  it('a payment', async () => {
    await section(ann.page, 'Payments')
      .getByRole('button', { name: 'Record payment' })
      .first()
      .click();
    const form = ann.page.getByRole('form', { name: 'Record payment' });
    await form.getByLabel('Amount').fill('123.45');
    await form.getByLabel('Method').fill('Bank');
    await form.getByRole('button', { name: 'Record payment' }).click();
    await seen(activity(ben.page, 'Payment made').getByText(/123[.,]45/));
    await seen(section(ben.page, 'Payments').getByText(/123[.,]45/));
  });

  it('content', async () => {
    await section(ann.page, 'Content').getByRole('button', { name: 'Add content' }).first().click();
    const form = ann.page.getByRole('form', { name: 'Add content' });
    await form.getByLabel('Link').fill('https://example.com/reel');
    await form.getByLabel('Title').fill('Blue reel');
    await form.getByRole('button', { name: 'Add content' }).click();
    await seen(
      activity(ben.page, 'Content delivered'),
      section(ben.page, 'Content').getByText('Blue reel'),
    );
  });

  it('a review of it', async () => {
    await section(ann.page, 'Content')
      .getByRole('button', { name: /accept/i })
      .first()
      .click();
    await seen(activity(ben.page, 'Content reviewed'));
  });

  it('a delivery, in the list too', async () => {
    await section(ann.page, 'Delivery')
      .getByRole('button', { name: 'In Transit', exact: true })
      .click();
    await seen(activity(ben.page, 'Delivery updated'), rowOf(list, name).getByText('In Transit'));
  });

  it('an exception asks what is wrong', async () => {
    await section(ann.page, 'Delivery')
      .getByRole('button', { name: 'Exception', exact: true })
      .click();
    await section(ann.page, 'Delivery').getByRole('textbox').first().fill('Wrong address');
    await section(ann.page, 'Delivery').getByRole('button', { name: 'Report problem' }).click();
    await seen(section(ben.page, 'Delivery').getByText('Wrong address'));
  });

  it('conditions', async () => {
    await writeConditions(ann.page, 'No alcohol in the picture');
    await ann.page.keyboard.press('Control+Enter');
    await seen(
      activity(ben.page, 'Terms changed'),
      section(ben.page, 'Terms').getByText('No alcohol in the picture'),
    );
  });

  it('the same field at the same time: the second is told what the first wrote', async () => {
    await writeConditions(ben.page, 'Ben: no music');
    await writeConditions(ann.page, 'Ann: only our music');
    await ann.page.keyboard.press('Control+Enter');
    await saved(ann.page);
    await ben.page.keyboard.press('Control+Enter');
    const conflict = section(ben.page, 'Terms').getByRole('alert');
    await seen(conflict.getByText('Ann: only our music'), conflict.getByText('Ben: no music'));
    await conflict.getByRole('button', { name: 'Use mine' }).click();
    await seen(section(ann.page, 'Terms').getByText('Ben: no music'));
  });

  it('an owner, in the list too', async () => {
    await ann.page.getByRole('button', { name: /^Owner: / }).click();
    await ann.page.getByRole('menuitem', { name: /Nobody/ }).click();
    await seen(
      activity(ben.page, 'Owner assigned'),
      ben.page.getByRole('button', { name: 'Owner: nobody' }),
    );
  });

  it('a snooze', async () => {
    await ann.page.getByRole('button', { name: 'Snooze' }).click();
    await ann.page.getByRole('menuitem', { name: /In a week/ }).click();
    await seen(activity(ben.page, 'Reminder snoozed'));
  });

  it('what is taken back', async () => {
    await activity(ann.page, 'Payment made').getByRole('button', { name: 'Undo' }).click();
    await seen(
      activity(ben.page, 'Taken back'),
      activity(ben.page, 'Payment made').getByText('(taken back)'),
    );
  });

  it('a move into Cancelled asks the reason, and closes the terms', async () => {
    await statusButton(ann.page, 'Cancelled').click();
    const dialog = ann.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel collaboration' }).click();
    await seen(dialog.getByText('Say why'));
    await dialog.getByLabel('Reason').fill('Moved abroad');
    await dialog.getByRole('button', { name: 'Cancel collaboration' }).click();
    await seen(ben.page.getByText('Moved abroad'), cardIn(board, 'Cancelled', name));
    for (const page of [ann.page, ben.page])
      await until('the buttons to be disabled', () =>
        statusButton(page, 'Negotiating').isDisabled(),
      );
    expect(await statusButton(ben.page, 'Pending').getAttribute('title')).toMatch(/final/i);
  });

  it('nothing went wrong on the way', () => {
    // The browser itself notes the one change that was refused as a conflict.
    expect(ann.errors).toEqual([]);
    expect(ben.errors).toEqual([expect.stringMatching(/status of 409/)]);
  });
});
