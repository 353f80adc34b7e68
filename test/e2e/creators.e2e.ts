import type { CreatorView, TagInUse } from '@parley/domain/view';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import { gone, live, loadsOf, seen } from '../harness/look-at.ts';
import { makeCreator, makeTag, unique } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { inParallel, until } from '../harness/wait.ts';

let browser: Browser;
let owner: Api;
let ann: AtBrowser;
let ben: AtBrowser;
let profile: Page;
let creators: readonly CreatorView[];
let onAll: TagInUse;
let onFirst: TagInUse;
let onNone: TagInUse;
const word = unique('pool').replace(' ', '');
const NAMES = ['Ada', 'Bea', 'Cleo'].map((name) => `${name} ${word}`);
const [first = '', second = '', third = ''] = NAMES;

beforeAll(async () => {
  browser = await launchBrowser();
  owner = await as('owner');
  [onAll, onFirst, onNone] = [await makeTag(owner), await makeTag(owner), await makeTag(owner)];
  const made = [];
  for (const name of NAMES) {
    const tagIds = name === first ? [onAll.id, onFirst.id] : [onAll.id];
    made.push(await makeCreator(owner, { name, tagIds }));
  }
  creators = made;
  [ann, ben] = await twoPeople(browser, sharedStack().url, PASSWORD);
  profile = await ben.context.newPage();
  await Promise.all([
    ann.page.goto(`/creators?q=${word}`),
    ben.page.goto(`/creators?q=${word}`),
    profile.goto(`/creators/${creators[0]?.id}`),
  ]);
  await Promise.all([live(ann.page), live(ben.page), live(profile)]);
}, 120_000);
afterAll(async () => {
  await owner.del(`/api/tags/${onAll.id}`);
  await browser.close();
});

const row = (page: Page, name: string): Locator =>
  page
    .getByRole('table', { name: 'Creators' })
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) });
const tag = (page: Page, name: string, of: string) =>
  row(page, of).getByText(name, { exact: true });

describe('the pool of creators', () => {
  it('is filtered in the address, which opens the same again', async () => {
    const { page } = ann;
    await page.getByRole('button', { name: /^Tag/ }).click();
    await page.getByRole('menuitem', { name: onFirst.name }).click();
    await page.waitForURL((url) => url.searchParams.get('tag') === onFirst.id);
    await gone(row(page, second));
    await page.reload();
    await seen(row(page, first));
    expect(await row(page, third).count()).toBe(0);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.goto(`/creators?q=${word}&sort=-name`);
    const names = await page
      .getByRole('table', { name: 'Creators' })
      .getByRole('link')
      .allInnerTexts();
    expect(names).toEqual(NAMES.toReversed());
    await live(page);
  });

  it('gives tags to many: on all, on some and left alone, on none; another person sees it', async () => {
    const { page } = ann;
    const reloaded = await loadsOf(ben.page);
    for (const name of NAMES) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    const bar = page.getByRole('toolbar', { name: 'Batch actions' });
    await bar.getByText('3 selected').waitFor();
    await bar.getByRole('button', { name: 'Tags…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Tags of 3 creators' });
    const box = (name: string) => dialog.getByRole('checkbox', { name, exact: true });
    const isMixed = (name: string) =>
      box(name).evaluate((element) => 'indeterminate' in element && element.indeterminate);
    await seen(box(onAll.name));
    expect(await box(onAll.name).isChecked()).toBe(true);
    expect([await isMixed(onFirst.name), await isMixed(onNone.name)]).toEqual([true, false]);
    await box(onNone.name).check();
    await box(onAll.name).uncheck();
    await dialog.getByRole('button', { name: 'Change tags' }).click();
    await gone(dialog);
    await seen(...NAMES.map((name) => tag(ben.page, onNone.name, name)));
    for (const name of NAMES) await gone(tag(ben.page, onAll.name, name));
    await seen(tag(ben.page, onFirst.name, first));
    expect(await tag(ben.page, onFirst.name, second).count()).toBe(0);
    expect(await reloaded()).toBe(false);
  });

  it('shows the new name of a tag wherever it is, and drops one that is removed', async () => {
    const name = unique('Renamed');
    const tags = profile.getByRole('list', { name: 'Tags' });
    await seen(tags.getByText(onFirst.name));
    await owner.patch(`/api/tags/${onFirst.id}`, { name });
    await seen(tags.getByText(name), tag(ben.page, name, first), tag(ann.page, name, first));
    await owner.del(`/api/tags/${onNone.id}`);
    await gone(tag(ben.page, onNone.name, second));
    await owner.del(`/api/tags/${onFirst.id}`);
    await until('no tag is left', async () => (await tags.count()) === 0);
  });
});

describe('a range of creators', () => {
  it('goes over rows that were not read, and one can be left out of all', async () => {
    const many = unique('range').replace(' ', '');
    const count = 220;
    await inParallel(Array.from({ length: count }), 8, (_, index) =>
      makeCreator(owner, { name: `${many} ${String(index).padStart(3, '0')}` }),
    );
    const page = await ann.context.newPage();
    await page.setViewportSize({ width: 1200, height: 500 });
    await page.goto(`/creators?q=${many}`);
    await live(page);
    const box = (index: number) =>
      page.getByRole('checkbox', { name: `Select ${many} ${String(index).padStart(3, '0')}` });
    const selected = (words: string) => seen(page.getByText(words, { exact: true }));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await box(1).click();
    // From the first rows to the last: those between were never in sight.
    await page.getByRole('table', { name: 'Creators' }).evaluate((it) => it.scrollTo(0, 1e6));
    await box(count - 2).click({ modifiers: ['Shift'] });
    await selected(`${count - 2} selected`);
    expect(asked.filter((path) => path === '/api/creators/ids')).toHaveLength(1);
    await page.getByRole('button', { name: `Select all ${count}` }).click();
    await selected(`${count} selected`);
    await box(count - 1).click();
    await selected(`${count - 1} selected`);
    expect(await box(count - 1).isChecked()).toBe(false);
    await page.close();
  });
});
