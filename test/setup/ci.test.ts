import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root, RunningScript } from './run-script.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-ci-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** `.ci/run` with an npm whose check and tests end with these codes and whose tests print this. */
async function run(checkCode: number, testCode: number, printed: string) {
  const npm = `#!/bin/sh
echo "$@" >> "${folder}/asked"
if [ "$1" = run ]; then echo checking; exit ${checkCode}; fi
printf '%s\\n' "${printed}"
exit ${testCode}
`;
  writeFileSync(join(folder, 'npm'), npm);
  chmodSync(join(folder, 'npm'), 0o755);
  const script = new RunningScript(join(root, '.ci/run'), [], { PATH: `${folder}:/usr/bin:/bin` });
  const code = await script.ended;
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('run check\ntest\n');
  return { code, last: script.output.trimEnd().split('\n').at(-1) };
}

describe('.ci/run', () => {
  test.each([
    ['all is well', 0, 0, '7 passed, 0 failed', 0, '7 passed, 0 failed'],
    ['tests fail', 0, 1, '7 passed, 2 failed', 1, '7 passed, 2 failed'],
    ['only the checks fail', 1, 0, '7 passed, 0 failed, 1 skipped', 1, '7 passed, 1 failed'],
    ['both fail', 1, 1, '7 passed, 2 failed', 1, '7 passed, 3 failed'],
    ['the tests do not even start', 1, 1, 'no network', 1, '0 passed, 1 failed'],
  ])('when %s', async (_name, checkCode, testCode, printed, code, last) => {
    expect(await run(checkCode, testCode, printed)).toEqual({ code, last });
  });
});
