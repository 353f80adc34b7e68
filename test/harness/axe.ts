import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds wrong with the page as it is now, layers that are open included, or with a part of it alone. */
export async function violations(page: Page, part = 'html'): Promise<string[]> {
  // Evaluated by the debugger: the page's own policy lets no foreign script in.
  await page.evaluate(AXE);
  const run = `axe.run(${JSON.stringify(part)}).then(({ violations }) => violations)`;
  const found = await page.evaluate<Violation[]>(run);
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => `${node.html.slice(0, 200)} ${node.failureSummary}`)
        .slice(0, 3)
        .join(' | ')}`,
  );
}

/** By how many pixels the page is wider than its window. */
export async function widthOver(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
