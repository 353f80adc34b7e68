import { readFile } from 'node:fs/promises';
import type { CampaignView } from '@parley/domain/view';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../harness/api.ts';
import { launchBrowser, twoPeople, type AtBrowser } from '../harness/browser.ts';
import { live, seen } from '../harness/look-at.ts';
import { change, makeCampaign, makeCollaboration, unique } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';
import { until } from '../harness/wait.ts';

let browser: Browser;
let ann: AtBrowser;
let ben: AtBrowser;
let owner: Api;
let campaign: CampaignView;
let open: string;

beforeAll(async () => {
  browser = await launchBrowser();
  [ann, ben] = await twoPeople(browser, sharedStack().url, PASSWORD);
  owner = await as('owner');
  const given = { name: unique('Reported'), budgetCents: 100_000, currency: 'EUR' };
  campaign = await makeCampaign(owner, given);
  const compensation = { amountCents: 40_000, currency: 'EUR' };
  const [first, second] = await Promise.all(
    [compensation, null].map((agreed) =>
      makeCollaboration(owner, {
        campaignId: campaign.id,
        terms: agreed ? { compensation: agreed } : {},
      }),
    ),
  );
  if (!first || !second) throw new Error('not made');
  open = first.id;
  await change(owner, second.id, 'status', { to: 'Cancelled', reason: '=Too late' });
}, 180_000);
afterAll(() => browser.close());

const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true });
/** The cells of a section's table, as assistive technology reads them while the chart is shown. */
async function cells(page: Page, name: string): Promise<string[][]> {
  const rows = await table(page, name).locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('td').allTextContents()));
}
const path = (query = '') => `/campaigns/${campaign.id}/report${query}`;

describe("a campaign's report", () => {
  it('is one of its tabs, and every chart has its table', async () => {
    const { page } = ann;
    await page.goto(`/campaigns/${campaign.id}`);
    await page
      .getByRole('navigation', { name: 'Campaign' })
      .getByRole('link', { name: 'Report' })
      .click();
    await seen(page.getByRole('heading', { name: 'Status over time' }));
    expect(await cells(page, 'Money')).toEqual([['EUR', '€400', '€0', '€1,000']]);
    expect(await cells(page, 'Why it was cancelled')).toEqual([['=Too late', '1']]);
    const section = page.getByRole('region', { name: 'Money', exact: true });
    await section.getByRole('button', { name: 'Table' }).click();
    await seen(table(page, 'Money'));
    expect((await table(page, 'Money').boundingBox())?.height).toBeGreaterThan(40);
  });

  it('says the values of a chart to the keyboard, the same as in the table', async () => {
    const { page } = ann;
    await page.goto(path('?from=2026-01-01'));
    const chart = page.getByRole('slider', { name: 'Status over time, chart' });
    const rows = await cells(page, 'Status over time');
    const last = rows.at(-1) ?? [];
    expect(last.slice(1)).toEqual(['1', '0', '0', '0', '1']);
    const words = (row: readonly string[]) =>
      `${row[0]}: Pending ${row[1]}, Negotiating ${row[2]}, Fulfilling ${row[3]}, Completed ${row[4]}, Cancelled ${row[5]}`;
    expect(await chart.getAttribute('aria-valuetext')).toBe(words(last));
    await chart.focus();
    await page.keyboard.press('Home');
    expect(await chart.getAttribute('aria-valuetext')).toBe(words(rows[0] ?? []));
  });

  it('follows what happens while it is as of now', async () => {
    const { page } = ben;
    await page.goto(path());
    await seen(page.getByRole('heading', { name: 'Status over time' }));
    await live(page);
    await change(owner, open, 'status', { to: 'Negotiating' });
    const moved = async () => (await cells(page, 'Status over time')).at(-1)?.[2] === '1';
    await until('the report to follow', moved);
  });

  it('is told as of the day in the address, for whoever opens it', async () => {
    const { page } = ann;
    await page.goto(path());
    await live(page);
    await page.getByLabel('As of').fill('2020-02-29');
    await page.getByLabel('As of').blur();
    await page.waitForURL(/asOf=2020-02-29/);
    await seen(page.getByText('Nothing to report.'));
    await ben.page.goto(page.url());
    await seen(ben.page.getByText('Nothing to report.'), ben.page.getByText(/As of 29 Feb 2020/));
    await ben.page.getByRole('button', { name: 'As of today' }).click();
    await seen(ben.page.getByRole('heading', { name: 'Status over time' }));
    expect(new URL(ben.page.url()).search).toBe('');
  });

  it('is downloaded section by section, without formulas', async () => {
    const { page } = ann;
    await page.goto(path());
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download CSV: Why it was cancelled' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^cancellation-reasons-.*\.csv$/);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toBe("\uFEFFReason,Cancelled\r\n'=Too late,1\r\n");
  });
});

describe('the overall report', () => {
  it('is in the sidebar, and can be narrowed to campaigns', async () => {
    const { page } = ann;
    await page.goto('/campaigns');
    await page.getByRole('link', { name: 'Reports', exact: true }).first().click();
    await seen(page.getByRole('heading', { name: 'Who moved what' }));
    await page.getByRole('button', { name: 'All campaigns' }).click();
    await page.getByRole('menuitem', { name: campaign.name }).click();
    await page.waitForURL(/campaign=/);
    const narrowed = async () =>
      (await cells(page, 'Why it was cancelled')).join() === '=Too late,1';
    await until('the narrowed report', narrowed);
    await page.reload();
    expect(await narrowed()).toBe(true);
  });

  it('shows a campaign that does not exist for the reader to nobody', async () => {
    const hidden = await makeCampaign(owner, { access: 'invited' });
    await ben.page.goto(`/reports?campaign=${hidden.id}`);
    await seen(ben.page.getByText('This report cannot be shown.'));
  });
});
