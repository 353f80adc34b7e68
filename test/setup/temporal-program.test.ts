import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { downloadTemporal } from '../../scripts/setup/temporal-download.js';
import { findTemporal } from '../../scripts/setup/temporal-program.js';

let folder: string;
let asked: string[];
let server: Server;
let base: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-temporal-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(
      existsSync(join(folder, 'archive')) ? readFileSync(join(folder, 'archive')) : 'no archive',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A program of this name in a folder of its own that does what the shell line says. */
function program(place: string, name: string, line: string): string {
  mkdirSync(join(folder, place), { recursive: true });
  const file = join(folder, place, name);
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
  return file;
}

function temporal(place: string, version: string): string {
  return program(
    place,
    'temporal',
    `echo "temporal version ${version} (Server 1.29.1, UI 2.42.1)"`,
  );
}

function env(...places: string[]): NodeJS.ProcessEnv {
  const path = [...places.map((place) => join(folder, place)), '/usr/bin', '/bin'].join(':');
  return { PATH: path, XDG_CACHE_HOME: join(folder, 'cache'), PARLEY_TEMPORAL_DOWNLOAD_BASE: base };
}

const cached = () => join(folder, 'cache/parley/temporal-1.5.1/temporal');

/** A Go that "builds" a working temporal into GOBIN and writes down what it was asked. */
function fakeGo(): void {
  const built = temporal('built', '0.0.0-DEV');
  program('go', 'go', `echo "$@" > ${join(folder, 'go-asked')}; cp ${built} "$GOBIN/temporal"`);
}

describe('Temporal is found', () => {
  test('at TEMPORAL_CLI_PATH before anything else', async () => {
    temporal('path', '1.5.1');
    const given = temporal('given', '1.3.0');
    expect(await findTemporal(given, env('path'))).toBe(given);
  });

  test('never elsewhere when TEMPORAL_CLI_PATH is wrong or too old', async () => {
    temporal('path', '1.5.1');
    const old = temporal('old', '1.2.9');
    const other = program('other', 'temporal', 'echo hello');
    await expect(findTemporal(old, env('path'))).rejects.toThrow(
      /^TEMPORAL_CLI_PATH: .* is too old/,
    );
    await expect(findTemporal(other, env('path'))).rejects.toThrow(/is not the temporal program/);
  });

  test('on PATH from 1.3 on, an older one is passed over', async () => {
    temporal('old', '1.2.0');
    const good = temporal('good', '1.3.0');
    expect(await findTemporal(undefined, env('old', 'good'))).toBe(good);
    expect(asked).toEqual([]);
  });

  test('as built with Go, where it names only its server', async () => {
    const good = temporal('good', '0.0.0-DEV');
    expect(await findTemporal(undefined, env('good'))).toBe(good);
  });

  test('in the cache, without asking the network', async () => {
    mkdirSync(join(cached(), '..'), { recursive: true });
    temporal('cache/parley/temporal-1.5.1', '1.5.1');
    expect(await findTemporal(undefined, env())).toBe(cached());
    expect(asked).toEqual([]);
  });
});

describe('Temporal is brought', () => {
  test('never from an archive with another checksum: refused, then built with Go', async () => {
    fakeGo();
    writeFileSync(join(folder, 'archive'), 'something else');
    expect(await findTemporal(undefined, env('go'))).toBe(cached());
    expect(asked).toEqual([
      expect.stringMatching(/^\/v1\.5\.1\/temporal_cli_1\.5\.1_\w+_\w+\.tar\.gz$/),
    ]);
    expect(readFileSync(join(folder, 'go-asked'), 'utf8').trim()).toBe(
      'install -v github.com/temporalio/cli/cmd/temporal@v1.5.1',
    );
    expect(await findTemporal(undefined, env())).toBe(cached());
    expect(asked).toHaveLength(1);
  });

  test('from a mirror whose archive has the checksum', async () => {
    temporal('release', '1.5.1');
    execFileSync('tar', [
      '-czf',
      join(folder, 'archive'),
      '-C',
      join(folder, 'release'),
      'temporal',
    ]);
    const archive = readFileSync(join(folder, 'archive'));
    const checksum = createHash('sha256').update(archive).digest('hex');
    const into = join(folder, 'into');
    mkdirSync(into);
    await downloadTemporal(into, () => {}, env(), {
      [`${process.platform}-${process.arch}`]: checksum,
    });
    expect(readFileSync(join(into, 'temporal'), 'utf8')).toContain('temporal version 1.5.1');
  });

  test('or the start says what was tried and what to do', async () => {
    server.close();
    program('broken', 'go', 'echo "no network"; exit 1');
    await expect(findTemporal(undefined, env('broken'))).rejects.toThrow(
      /Temporal is not there .*ECONNREFUSED.*go install ended with code 1.*TEMPORAL_CLI_PATH.*TEMPORAL_ADDRESS/,
    );
    expect(existsSync(cached())).toBe(false);
  });
});
