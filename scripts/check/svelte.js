import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/root.js';
import { toolOutput } from './tool.js';

const canaryName = 'TypeCanary.svelte';
const canary = '<script lang="ts">\n  export const wrong: number = "text";\n</script>\n';
const args = ['--tsconfig', './tsconfig.json', '--output', 'machine', '--fail-on-warnings'];

/**
 * Checks the types of the web app. A planted component with an error proves that svelte-check
 * reports errors at all: with an unsuitable TypeScript it finds nothing and says all is well.
 */
export async function checkSvelte() {
  const { output } = await withCanary(() => toolOutput('svelte-check', args, 'web'));
  const found = output.split('\n').filter((line) => / (ERROR|WARNING) "/.test(line));
  const others = found.filter((line) => !line.includes(canaryName));
  if (others.length === found.length)
    return `svelte-check did not report the error planted in ${canaryName}:\n${output}`;
  return others.map((line) => line.replace(/^\d+ /, '')).join('\n');
}

async function withCanary(work) {
  const file = join(root, 'web', canaryName);
  const remove = () => rmSync(file, { force: true });
  process.on('exit', remove);
  writeFileSync(file, canary);
  try {
    return await work();
  } finally {
    remove();
  }
}
