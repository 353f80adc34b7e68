import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newVisitor, signInAt, type AtBrowser } from '../harness/browser.ts';
import { live, seen } from '../harness/look-at.ts';
import { makeCampaign, unique } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';

let browser: Browser;
let who: AtBrowser;
const word = unique('imported').replace(' ', '.');
beforeAll(async () => {
  browser = await launchBrowser();
  who = await signInAt(await newVisitor(browser, sharedStack().url), emailOf('member'), PASSWORD);
}, 120_000);
afterAll(() => browser.close());

const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
});

async function upload(name: string, lines: readonly string[]): Promise<void> {
  const { page } = who;
  await page.getByLabel('Choose a file').setInputFiles(file(name, lines));
  await page.waitForURL(/\/imports\/[0-9a-f]{8}-/);
  await seen(page.getByRole('heading', { name, level: 1 }));
}

async function chooseMore(item: string): Promise<void> {
  const { page } = who;
  await live(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** What a click brings as a file. */
async function downloaded(click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([who.page.waitForEvent('download'), click()]);
  return await readFile(await download.path(), 'utf8');
}

describe('a file of creators', () => {
  it('is shown, mapped, started and watched from the pool; what was left out, and the pool, come back as files', async () => {
    const { page } = who;
    const people = Array.from(
      { length: 30 },
      (_, n) => `${word} ${n};${word}.${n};${n === 3 ? '?' : '1.2k'}`,
    );
    await page.goto('/creators');
    await chooseMore('Import from CSV');
    await page.waitForURL(/\/imports\/new\?kind=creators$/);
    await upload(`${word}.csv`, ['Full name;Konto;Followers', ...people]);
    const start = page.getByRole('button', { name: 'Start import' });
    // Nobody knows what "Konto" is: the person says so.
    await seen(page.getByText('No column fills Handle.'));
    expect(await start.isDisabled()).toBe(true);
    await page.getByLabel('Konto fills').selectOption({ label: 'Instagram handle' });
    await page.getByLabel('Followers fills').selectOption({ label: 'Instagram followers' });
    await seen(page.getByText('29 will be created, 1 left out with errors.'));
    const preview = page.getByRole('table', { name: 'First rows of the file' });
    await seen(preview.getByText(/Followers must be a whole number/));
    await start.click();
    await seen(page.getByRole('link', { name: 'See creators' }));
    const errors = await downloaded(() =>
      page.getByRole('link', { name: 'Download 1 error (CSV)' }).click(),
    );
    expect(errors.trim().split('\r\n').slice(1)).toEqual([
      `5,Followers,"Followers must be a whole number, as 12500, 12,500 or 12.5k",${word} 3,${word}.3,?`,
    ]);
    await page.getByRole('link', { name: 'See creators' }).click();
    await page.waitForURL(/\/creators/);
    await page.goto(`/creators?q=${word}.7`);
    await seen(page.getByRole('link', { name: `${word} 7` }));
    const pool = await downloaded(() => chooseMore('Export this list as CSV'));
    const [head, ...lines] = pool.trim().split('\r\n');
    expect(head).toContain('Name,Platform,Handle,Followers');
    expect(lines).toEqual([expect.stringContaining(`,${word} 7,Instagram,${word}.7,1200,`)]);
    expect(who.errors).toEqual([]);
  });
});

describe('a file of collaborations', () => {
  it('brings them with their creators, and stands in the list of imports', async () => {
    const { page } = who;
    const { name } = await makeCampaign(await as('owner'), { name: unique('Import') });
    const line = (n: number) =>
      `${name},Instagram,${word}.c${n},${word} c${n},"1,200",EUR,Negotiating`;
    await page.goto('/imports/new?kind=collaborations');
    await page.waitForLoadState('networkidle');
    await upload(`${word}-work.csv`, [
      'Campaign,Platform,Creator handle,Creator name,Fee,Currency,Status',
      ...[1, 2, 3].map(line),
    ]);
    await seen(page.getByText('0 will be created, 3 left out with errors.'));
    await page.getByLabel('Create them').check();
    await seen(page.getByText('3 will be created.'));
    await page.getByRole('button', { name: 'Start import' }).click();
    await seen(page.getByRole('link', { name: 'See collaborations' }));
    await page.getByRole('link', { name: 'All imports' }).click();
    const row = page.getByRole('row').filter({ hasText: `${word}-work.csv` });
    await seen(row.getByText('3 created'));
  });

  it('that is none is refused in words', async () => {
    const { page } = who;
    await page.goto('/imports/new');
    await page.waitForLoadState('networkidle');
    await page.getByLabel('Choose a file').setInputFiles(file('empty.csv', ['name,handle']));
    await seen(page.getByText('The file has a header and no rows.'));
    expect(page.url()).toContain('/imports/new');
  });
});
