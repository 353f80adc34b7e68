import type { Locator, Page } from 'playwright-core';
import type { Status } from '@parley/domain/statuses';
import { until } from './wait.ts';

/* What a person finds on a page, by the names that assistive technology gives it (the outside contract, section 6). */

/** The row of a creator in the table. */
export function rowOf(page: Page, creator: string): Locator {
  const table = page.getByRole('table', { name: 'Collaborations' });
  return table
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: creator, exact: true }) });
}

export function columnOf(page: Page, status: Status): Locator {
  return page.getByRole('region', { name: status, exact: true });
}

/** The card of a creator in the kanban's column of a status. */
export function cardIn(page: Page, status: Status, creator: string): Locator {
  return columnOf(page, status).getByRole('link', { name: creator, exact: true });
}

export function statusButton(page: Page, status: Status): Locator {
  return page
    .getByRole('group', { name: 'Status', exact: true })
    .getByRole('button', { name: status, exact: true });
}

/** Entries of the timeline that start with these words. */
export function activity(page: Page, words: string): Locator {
  return page
    .getByRole('list', { name: 'Activity' })
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^\\s*${words}`) });
}

export function section(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

export async function seen(...places: readonly Locator[]): Promise<void> {
  await Promise.all(places.map((place) => place.first().waitFor({ state: 'visible' })));
}

export async function gone(place: Locator): Promise<void> {
  await until('it to disappear', async () => (await place.count()) === 0);
}

/** Waits until the page says that everything is stored. */
export async function saved(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^\s*Saved\s*$/ })
    .first()
    .waitFor({ state: 'attached' });
}

/** Notes whether the page is loaded anew from here on; ask it later. */
export async function loadsOf(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(globalThis, { notReloaded: true }));
  return async () => !(await page.evaluate(() => 'notReloaded' in globalThis));
}

/** Waits until the page hears of changes at once. */
export async function live(page: Page): Promise<void> {
  await page.getByText('Live', { exact: true }).first().waitFor({ state: 'attached' });
}
