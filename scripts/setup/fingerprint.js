import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.js';

const made = new Set([
  'TypeCanary.svelte',
  'node_modules',
  'build',
  '.svelte-kit',
  'test-results',
  '.vite',
  '.cache',
]);

const withoutEffect = /\.(test|e2e)\.ts$|\.md$|^vitest\.config/;

/**
 * A hash over names and contents of files of the checkout; folders count whole, without what is
 * made from them and without tests.
 * @param {string[]} paths relative to the checkout; those that are not there count as missing
 */
export function fingerprint(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const path of paths) add(hash, path);
  return hash.digest('hex');
}

function add(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    hash.update(`\0${path}\0`).update(readFileSync(full));
    return;
  }
  for (const name of readdirSync(full).sort())
    if (!made.has(name) && !withoutEffect.test(name)) add(hash, join(path, name));
}
