import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../../scripts/setup/settings.js';
import { bareEnv, root, RunningScript } from './run-script.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-settings-'));
  writeFileSync(join(folder, 'file'), '');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts Parley with these variables, which stop it; what it printed and its exit code. */
async function refusal(env: NodeJS.ProcessEnv) {
  const script = join(root, 'scripts/start.js');
  const dataDir = { DATA_DIR: join(folder, 'data') };
  const running = new RunningScript(process.execPath, [script], bareEnv({ ...dataDir, ...env }));
  const code = await running.ended;
  return { code, lines: running.output.trim().split('\n') };
}

const required = { DATABASE_URL: 'postgres://me:secret@127.0.0.1/x' };
const longSecret = 'x'.repeat(32);

describe('a wrong value stops the start with one line', () => {
  test.each([
    ['PORT', 'no', /not a port; accepted: a whole number from 1 to 65535/],
    ['PORT', '0', /accepted: a whole number from 1 to 65535/],
    ['PORT', '65536', /accepted: a whole number from 1 to 65535/],
    ['PORT', '3000.5', /accepted: a whole number/],
    ['TEMPORAL_PORT', '-1', /accepted: a whole number/],
    ['TEMPORAL_UI_PORT', '8e3', /accepted: a whole number/],
    ['HOST', 'a b', /accepted: an IP address or a host name/],
    ['HOST', '256.1.1.1', /accepted: an IP address or a host name/],
    ['HOST', '0.0.0.0', /not loopback.*accepted: 127\.0\.0\.1, ::1 or localhost/],
    ['HOST', '192.168.1.7', /not loopback/],
    ['PUBLIC_URL', 'parley.example.com', /accepted: an http or https origin/],
    ['PUBLIC_URL', 'ftp://127.0.0.1', /accepted: an http or https origin/],
    ['PUBLIC_URL', 'http://127.0.0.1/app', /accepted: an http or https origin without a path/],
    ['PUBLIC_URL', 'https://parley.example.com', /not loopback/],
    ['DATABASE_URL', 'mysql://127.0.0.1/x', /accepted: postgres:\/\//],
    ['TEMPORAL_ADDRESS', 'localhost', /accepted: host:port/],
    ['TEMPORAL_ADDRESS', 'http://localhost:7233', /accepted: host:port/],
    ['TEMPORAL_NAMESPACE', 'a b', /accepted: a namespace/],
    ['TEMPORAL_TLS', 'yes', /accepted: true or false/],
    ['TEMPORAL_TLS_CLIENT_CERT_PATH', '/nowhere/cert.pem', /accepted: the path of a PEM file/],
    ['TEMPORAL_CLI_PATH', '/nowhere/temporal', /accepted: the path of the temporal program/],
    ['SAMPLE_DATA', 'yes', /accepted: on or off/],
    ['AUTH_SECRET', 'short', /accepted: at least 32 characters/],
    ['SMTP_URL', 'mail.example.com', /accepted: smtp:\/\//],
    ['VALIDATOR_BASE_URL', 'file:///x', /accepted: an http or https address/],
    ['VALIDATOR_MODEL', ' ', /accepted: the name of a model/],
    ['VALIDATOR_REQUESTS_PER_MINUTE', '0', /accepted: a whole number from 1 to 100000/],
    ['VALIDATOR_TIMEOUT_SECONDS', 'soon', /accepted: a whole number from 1 to 600/],
    ['LOG_LEVEL', 'loud', /accepted: trace or debug/],
  ])('%s=%s', async (name, value, accepted) => {
    const { code, lines } = await refusal({ [name]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name}: `));
    expect(lines[0]).toMatch(accepted);
    expect(code).toBe(1);
  });

  test.each([
    ['VALIDATOR_BASE_URL', 'https://api.example.com/v1', 'VALIDATOR_MODEL'],
    ['VALIDATOR_MODEL', 'some-model', 'VALIDATOR_BASE_URL'],
  ])('%s without its other half', async (name, value, missing) => {
    const { code, lines } = await refusal({ [name]: value });
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^${missing}: is missing.*accepted: `)),
    ]);
    expect(code).toBe(1);
  });

  test('DATA_DIR that is a file', async () => {
    const { code, lines } = await refusal({ DATA_DIR: join(folder, 'file') });
    expect(lines).toEqual([expect.stringMatching(/^DATA_DIR: .* is a file; accepted: a folder/)]);
    expect(code).toBe(1);
  });

  test('two parts on one port', async () => {
    const { lines } = await refusal({ PORT: '3901', TEMPORAL_UI_PORT: '3901' });
    expect(lines).toEqual(['TEMPORAL_UI_PORT: 3901 is also PORT; accepted: three different ports']);
  });

  test('AUTH_SECRET missing with an existing Postgres', async () => {
    const { lines } = await refusal(required);
    expect(lines).toEqual([expect.stringMatching(/^AUTH_SECRET: is missing/)]);
  });

  test('no secret is shown', async () => {
    const { lines } = await refusal({ ...required, DATABASE_URL: 'mysql://me:secret@127.0.0.1/x' });
    expect(lines[0]).toMatch(/^DATABASE_URL: /);
    expect(lines[0]).not.toContain('secret');
    expect((await refusal({ AUTH_SECRET: 'hush' })).lines[0]).not.toContain('hush');
  });
});

describe('a taken port is reported by name', () => {
  test.each(['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'])('%s', async (name) => {
    const taken = createServer();
    onTestFinished(() => void taken.close());
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const others = { PORT: '3931', TEMPORAL_PORT: '7931', TEMPORAL_UI_PORT: '7932' };
    const { code, lines } = await refusal({ ...others, [name]: String(port) });
    const line = `^${name}: port ${port} on 127\\.0\\.0\\.1 is taken by another program; accepted: a free port`;
    expect(lines.at(-1)).toMatch(new RegExp(line));
    expect(code).toBe(1);
  });

  test('a host that is not of this machine', async () => {
    const { lines } = await refusal({ HOST: '203.0.113.7', SAMPLE_DATA: 'off' });
    expect(lines.at(-1)).toMatch(/^HOST: "203\.0\.113\.7" cannot be listened on \(EADDRNOTAVAIL\)/);
  });
});

describe('settings', () => {
  test('have their defaults; an empty variable counts as not set', () => {
    const defaults = readSettings({});
    expect(defaults).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataDir: join(root, '.data'),
      temporalPort: 7233,
      temporalUiPort: 8233,
      sampleData: 'on',
    });
    expect(readSettings({ PORT: '', SAMPLE_DATA: '' })).toEqual(defaults);
  });

  test('have no sample data beside an existing Postgres or Temporal', () => {
    const existing = { ...required, AUTH_SECRET: longSecret };
    expect(readSettings(existing).sampleData).toBe('off');
    expect(readSettings({ TEMPORAL_ADDRESS: '127.0.0.1:7233' }).sampleData).toBe('off');
    expect(readSettings({ ...existing, SAMPLE_DATA: 'on' }).sampleData).toBe('on');
  });

  test('let a public address in without the sample', () => {
    const env = { HOST: '0.0.0.0', PUBLIC_URL: 'https://parley.example.com', SAMPLE_DATA: 'off' };
    expect(readSettings(env)).toMatchObject({ host: '0.0.0.0' });
  });
});
