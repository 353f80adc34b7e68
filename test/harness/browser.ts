import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromiumProgram } from './stores.ts';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const LIMIT_MS = 30_000;

/** A person at a browser of their own: nothing of it is shared with anybody else's. */
export interface AtBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page's scripts and of its console. */
  readonly errors: readonly string[];
}
type Look = Parameters<Browser['newContext']>[0];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumProgram(), headless: true, args: ARGS });
}

const open = new Set<AtBrowser>();
/** Everybody's whose browser is open now, in this file of tests. */
export const openBrowsers = (): readonly AtBrowser[] => [...open];

/** A new profile without anybody signed in. */
export async function newVisitor(
  browser: Browser,
  url: string,
  look: Look = {},
): Promise<AtBrowser> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    ...look,
  });
  context.setDefaultTimeout(LIMIT_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  const visitor = { context, page, errors };
  open.add(visitor);
  context.on('close', () => open.delete(visitor));
  return visitor;
}

/** Signs in through the page and waits until the list is there. */
export async function signInAt(
  who: AtBrowser,
  email: string,
  password: string,
): Promise<AtBrowser> {
  const { page } = who;
  await page.goto('/sign-in');
  await page.getByLabel(/e-?mail/i).fill(email);
  await page
    .getByLabel(/password/i)
    .first()
    .fill(password);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.waitForURL(/\/collaborations/);
  return who;
}

/** Two people at browsers of their own, both signed in. */
export async function twoPeople(
  browser: Browser,
  url: string,
  password: string,
  emails: readonly [string, string] = ['owner@example.com', 'member@example.com'],
): Promise<[AtBrowser, AtBrowser]> {
  const [first, second] = await Promise.all([newVisitor(browser, url), newVisitor(browser, url)]);
  return Promise.all([signInAt(first, emails[0], password), signInAt(second, emails[1], password)]);
}
