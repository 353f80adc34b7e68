import { afterEach } from 'vitest';
import { openBrowsers } from './browser.ts';

/* A browser test that failed on another machine is not seen again: what stood on its pages is told with it. */

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const { context, errors } of openBrowsers())
    for (const page of context.pages()) {
      const seen = await page
        .locator('body')
        .ariaSnapshot({ timeout: 5_000 })
        .catch((error: unknown) => String(error));
      console.error(`${task.name}: ${page.url()}\n${[...errors, seen].join('\n')}`);
    }
});
