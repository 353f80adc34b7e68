import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { root } from '../setup/root.js';

const build = join(root, 'web/build');

/** How much JavaScript a first visit may load, gzipped, in kB of 1,000 bytes (DESIGN.md, S7). */
const budgets = { '/sign-in': 60, '/collaborations': 140 };
/** Files of a first visit: each costs a browser some milliseconds, however small it is. */
const mostFiles = 20;

/** Compares the first-load JavaScript of the pages with a budget; what is wrong, or undefined. */
export async function checkBundles() {
  const { manifest } = await import(pathToFileURL(join(build, 'server/manifest.js')).href);
  const problems = [];
  for (const [page, budget] of Object.entries(budgets)) {
    const route = manifest.routes.find(({ id }) => withoutGroups(id) === page);
    if (!route?.page) {
      problems.push(`${page} is not in the built web app`);
      continue;
    }
    const files = [...new Set([...manifest.client.imports, ...importsOf(route.page)])];
    const kilobytes = sizeOf(files);
    console.log(`  ${page}: ${kilobytes.toFixed(1)} kB of ${budget} kB in ${files.length} files`);
    if (files.length > mostFiles)
      problems.push(`${page} loads ${files.length} files, ${mostFiles} are enough (web/chunks.ts)`);
    if (kilobytes > budget)
      problems.push(`${page} loads ${kilobytes.toFixed(1)} kB, its budget is ${budget} kB`);
  }
  return problems.join('\n') || undefined;
}

/** `/(app)/collaborations` is served as `/collaborations`. */
function withoutGroups(id) {
  return id.replace(/\/\([^)]+\)/g, '') || '/';
}

function importsOf({ layouts, leaf }) {
  const nodes = [...layouts, leaf].filter((node) => node !== undefined);
  return nodes.flatMap((node) => {
    const text = readFileSync(join(build, `server/nodes/${node}.js`), 'utf8');
    const [, list = '[]'] = /export const imports = (\[[^\]]*\])/.exec(text) ?? [];
    return JSON.parse(list);
  });
}

function sizeOf(files) {
  const sizes = files.map((file) => {
    const path = join(build, 'client', file);
    if (!existsSync(path)) throw new Error(`${file} is named by the build, but not there`);
    return gzipSync(readFileSync(path), { level: 9 }).length;
  });
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
