import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeVersion, pnpmVersion } from '../../scripts/setup/node.js';
import { root } from './run-script.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const compose = read('docker-compose.yml');
const dockerfile = read('Dockerfile');

/** The text of a service of the compose file. */
function service(name: string): string {
  const [, text = ''] =
    new RegExp(`\\n  ${name}:\\n([^]*?)(?=\\n  \\w|\\n\\w|$)`).exec(compose) ?? [];
  return text;
}

/** Names of variables that the text sets. */
function variables(text: string): string[] {
  return [...text.matchAll(/^ +([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name);
}

describe('the production files', () => {
  test('set only what server and worker read', () => {
    const sources = read('server/src/config.ts') + read('workflows/src/worker/worker-config.ts');
    const shared = compose.slice(compose.indexOf('x-parley'), compose.indexOf('services:'));
    const names = [shared, service('server'), service('worker')].flatMap(variables);
    expect(names).toContain('WORKER_HEALTH_PORT');
    // TEMPORAL_… and the validator's model and key are read by the libraries that use them.
    const own = names.filter((name) => !/^(TEMPORAL_|VALIDATOR_)/.test(name));
    expect(own.filter((name) => !sources.includes(`${name}:`))).toEqual([]);
  });

  test('run scripts that are there', () => {
    const scripts = [...(compose + dockerfile).matchAll(/[a-z/]+\/src\/[a-z-]+\.ts/g)].map(
      ([file]) => file,
    );
    expect(new Set(scripts)).toEqual(new Set(['server/src/main.ts', 'workflows/src/worker.ts']));
    expect(scripts.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test('copy what is there, every package included', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, files = '']) => files.split(' '),
    );
    expect(copied.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const packages = [...read('pnpm-workspace.yaml').matchAll(/^ {2}- (\w+)$/gm)].map(
      ([, name = '']) => name,
    );
    const patched = [...read('pnpm-workspace.yaml').matchAll(/: (patches)\//g)].length > 0;
    expect(copied.includes('patches')).toBe(patched);
    expect(packages.filter((name) => !copied.includes(`${name}/package.json`))).toEqual([]);
  });

  test('use the versions that the scripts use', () => {
    expect(dockerfile).toContain(`pnpm@${pnpmVersion}`);
    expect(dockerfile).toContain(`node:${nodeVersion.split('.')[0]}-slim`);
  });
});
