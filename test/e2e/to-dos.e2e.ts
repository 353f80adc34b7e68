import { randomUUID } from 'node:crypto';
import type { MemberView } from '@parley/domain/view';
import { NOTIFICATION_CHANNEL } from '@parley/workflows/projection/store-reminders';
import postgres from 'postgres';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newVisitor, signInAt } from '../harness/browser.ts';
import { gone, live, seen } from '../harness/look-at.ts';
import { makeCampaign, makeCollaboration, makeCreator, unique } from '../harness/makers.ts';
import { PASSWORD } from '../harness/people.ts';
import { as, sharedStack } from '../harness/shared-stack.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A to-do as a sent reminder leaves it; whether one is sent depends on the hour at which this runs. */
async function remind(personId: string, collaborationId: string): Promise<void> {
  const sql = postgres(sharedStack().databaseUrl, { max: 1 });
  await sql`
    insert into notifications (id, person_id, kind, code, collaboration_id, event_seq)
    values (${randomUUID()}, ${personId}, 'todo', 'NEGOTIATION_STALLED', ${collaborationId}, 1)`;
  await sql`select pg_notify(${NOTIFICATION_CHANNEL}, ${personId})`;
  await sql.end();
}

it('a reminder shows at once on the page and in the badge, until it is done', async () => {
  const owner = await as('owner');
  const email = `todo.${randomUUID().slice(0, 8)}@example.com`;
  const body = { name: 'Tess Todo', email, role: 'member', password: PASSWORD };
  const { member } = (await owner.post<{ member: MemberView }>('/api/members', body)).body;
  const creator = await makeCreator(owner, { name: unique('Silent') });
  const campaign = await makeCampaign(owner);
  const { id } = await makeCollaboration(owner, { campaignId: campaign.id, creatorId: creator.id });

  const look = { viewport: { width: 1280, height: 800 } };
  const tess = await newVisitor(browser, sharedStack().url, look);
  const { page } = await signInAt(tess, email, PASSWORD);
  await page.goto('/notifications');
  await live(page);
  await seen(page.getByText('Nothing to do.'));
  await remind(member.id, id);
  const toDo = page.getByRole('listitem').filter({ hasText: creator.name });
  const badge = page.getByRole('link', { name: /To-dos 1 open/ });
  await seen(toDo, badge);

  // In 400 px the whole title is read.
  await page.setViewportSize({ width: 400, height: 800 });
  const title = toDo.getByRole('link');
  expect(await title.evaluate((link) => link.scrollWidth <= link.clientWidth + 1)).toBe(true);
  await page.setViewportSize(look.viewport);

  await toDo.getByRole('button', { name: /^Done/ }).click();
  await gone(badge);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await seen(toDo, badge);
  await title.click();
  await seen(page.getByRole('heading', { name: creator.name }));
  await tess.context.close();
});
