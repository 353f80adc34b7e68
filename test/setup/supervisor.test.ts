import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bareEnv, isRunning, root, RunningScript } from './run-script.ts';

let dataDir: string;
let started: RunningScript[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-supervisor-'));
  chmodSync(dataDir, 0o755);
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((script) => script.stop('SIGKILL')));
  // What a killed supervisor left is ended by the next one: the product's own way.
  const cleaner = start([]);
  await cleaner.says(/all run/);
  await cleaner.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function start(parts: readonly string[], env: NodeJS.ProcessEnv = {}): RunningScript {
  const script = join(root, 'test/setup/run-parts.js');
  const running = new RunningScript(process.execPath, [script, dataDir, ...parts], bareEnv(env));
  started.push(running);
  return running;
}

async function pidsOf(script: RunningScript, part: string, from = 0) {
  const line = new RegExp(`^${part} +\\| info listening process=(\\d+) child=(\\d+)$`, 'm');
  const [, process = '', child = ''] = await script.says(line, from);
  return { part: Number(process), child: Number(child) };
}

describe('a supervisor', () => {
  test('starts a killed part again and says so', async () => {
    const script = start(['worker:polite']);
    const { part } = await pidsOf(script, 'worker');
    await script.says(/all run/);
    const from = script.output.length;
    process.kill(part, 'SIGKILL');
    await script.says(/worker ended \(SIGKILL\), starting it again in 0\.5 s/, from);
    await script.says(/worker runs again/, from);
    const again = await pidsOf(script, 'worker', from);
    expect(again.part).not.toBe(part);
  });

  test('starts a part again on request, which is no crash', async () => {
    const script = start(['worker:polite']);
    const before = await pidsOf(script, 'worker');
    await script.says(/all run/);
    for (let round = 0; round < 3; round++) {
      const from = script.output.length;
      script.child.kill('SIGUSR2');
      const after = await pidsOf(script, 'worker', from);
      await script.says(/worker runs again/, from);
      expect(isRunning(after.part)).toBe(true);
    }
    expect([before.part, before.child].filter(isRunning)).toEqual([]);
    expect(script.output).not.toMatch(/worker ended/);
  });

  test('waits longer before each further try', async () => {
    const script = start(['worker:polite']);
    let from = 0;
    for (const seconds of ['0.5', '1', '2']) {
      const { part } = await pidsOf(script, 'worker', from);
      await script.says(/all run|runs again/, from);
      from = script.output.length;
      process.kill(part, 'SIGKILL');
      await script.says(new RegExp(`again in ${seconds.replace('.', '\\.')} s`), from);
    }
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'leaves nothing behind after %s',
    async (signal) => {
      const script = start(['server:polite', 'worker:polite']);
      const pids = [await pidsOf(script, 'server'), await pidsOf(script, 'worker')];
      await script.says(/all run/);
      expect(await script.stop(signal)).toBe(0);
      for (const { part, child } of pids) {
        expect(isRunning(part)).toBe(false);
        expect(isRunning(child)).toBe(false);
      }
      expect(readdirSync(join(dataDir, 'run'))).toEqual([]);
    },
  );

  test('ends a part by force that does not end when asked, within 10 s', async () => {
    const script = start(['server:stubborn', 'postgres:stubborn']);
    const [server, store] = [await pidsOf(script, 'server'), await pidsOf(script, 'postgres')];
    await script.says(/all run/);
    const from = Date.now();
    expect(await script.stop()).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
    expect([server.part, server.child, store.part].map(isRunning)).toEqual([false, false, false]);
  });

  test('counts one Ctrl-C that arrives twice as one, and a later one as force', async () => {
    const script = start(['server:stubborn']);
    const { part } = await pidsOf(script, 'server');
    await script.says(/all run/);
    script.child.kill('SIGINT');
    script.child.kill('SIGINT');
    await script.says(/asked to end/);
    const from = Date.now();
    await vi.waitUntil(() => Date.now() - from > 1200, { timeout: 5000 });
    expect(isRunning(part)).toBe(true);
    expect(await script.stop('SIGINT')).toBe(130);
    await vi.waitUntil(() => !isRunning(part));
    expect(existsSync(join(dataDir, 'run/supervisor.json'))).toBe(false);
  });
});

describe('the data folder', () => {
  test('serves one supervisor at a time', async () => {
    await start([]).says(/all run/);
    const second = start([]);
    expect(await second.ended).toBe(1);
    expect(second.output).toMatch(/^DATA_DIR: .* is in use by a running Parley \(process \d+\)/);
  });

  test('is taken over from a supervisor that was killed, and its parts are ended', async () => {
    const first = start(['worker:polite']);
    const left = await pidsOf(first, 'worker');
    await first.says(/all run/);
    await first.stop('SIGKILL');
    expect(isRunning(left.part)).toBe(true);
    const second = start(['worker:polite']);
    await second.says(/not stopped cleanly; its data is kept/);
    await second.says(/ending worker, left over from a former run/);
    await second.says(/all run/);
    expect(isRunning(left.part)).toBe(false);
  });

  test('never ends a process that only has the id of a former part', async () => {
    await start([]).says(/all run/);
    await started[0]?.stop();
    const other = new RunningScript('sleep', ['600'], bareEnv());
    started.push(other);
    const record = JSON.stringify({ pid: other.child.pid, identity: 'another process' });
    writeFileSync(join(dataDir, 'run/worker.json'), record);
    writeFileSync(join(dataDir, 'run/supervisor.json'), record);
    const second = start([]);
    await second.says(/all run/);
    expect(other.child.exitCode).toBeNull();
    expect(other.child.signalCode).toBeNull();
  });
});
