import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bringNode, isWantedNode } from '../../scripts/setup/node.js';

let folder: string;

/** An npm that makes the programs of the packages it is asked for, and writes down its arguments. */
const npm = `#!/bin/sh
echo "$@" >> "$NPM_ASKED"
for program in node/bin/node pnpm/pnpm; do
  mkdir -p "$3/node_modules/$(dirname $program)"
  printf '#!/bin/sh\\necho v1' > "$3/node_modules/$program"
  chmod 755 "$3/node_modules/$program"
done
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-node-'));
  writeFileSync(join(folder, 'npm'), npm);
  chmodSync(join(folder, 'npm'), 0o755);
  vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('NPM_ASKED', join(folder, 'asked'));
  vi.stubEnv('npm_execpath', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const asked = () => readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n');

describe('Node', () => {
  test.each([
    ['24.12.0', true],
    ['24.21.0', true],
    ['24.11.1', false],
    ['20.20.2', false],
    ['22.22.0', false],
    ['25.1.0', false],
  ])('%s runs the project: %s', (version, isWanted) => {
    expect(isWantedNode(version)).toBe(isWanted);
  });

  test('is brought with pnpm by npm into the cache, once', async () => {
    const home = join(folder, 'cache/parley/node-24.21.0/node_modules');
    const tools = { node: join(home, 'node/bin/node'), pnpm: join(home, 'pnpm/pnpm') };
    expect(await bringNode('20.20.2')).toEqual(tools);
    expect(await bringNode('20.20.2')).toEqual(tools);
    expect(asked()).toHaveLength(1);
    expect(asked()[0]).toMatch(
      /^install --prefix .*node-24\.21\.0.* node@24\.21\.0 pnpm@12\.21\.0$/,
    );
  });

  test('of the machine is used where it suits; only pnpm is brought', async () => {
    const { node, pnpm } = await bringNode('24.12.0');
    expect(node).toBe(process.execPath);
    expect(existsSync(pnpm)).toBe(true);
    expect(asked()).toEqual([expect.stringMatching(/ pnpm@12\.21\.0$/)]);
  });

  test('brought twice at the same time ends with one whole copy', async () => {
    const both = await Promise.all([bringNode('20.20.2'), bringNode('20.20.2')]);
    expect(both[0]).toEqual(both[1]);
    expect(existsSync(both[0].pnpm)).toBe(true);
  });

  test('that npm could not bring stops with what npm said', async () => {
    writeFileSync(join(folder, 'npm'), '#!/bin/sh\necho "npm error network"; exit 1\n');
    await expect(bringNode('20.20.2')).rejects.toThrow(
      /npm install ended with code 1:\nnpm error network/,
    );
  });
});
