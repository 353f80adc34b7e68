import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/setup/ports.js';
import { bareEnv, isRunning, RunningScript } from './run-script.ts';

let folder: string;
const started: RunningScript[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-start-'));
  chmodSync(folder, 0o755);
});

afterAll(async () => {
  await Promise.all(started.map((script) => script.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start` of a copy of its own, with an empty workspace. */
async function npmStart(name: string) {
  const [port, temporalPort, uiPort] = [await freePort(), await freePort(), await freePort()];
  const env = bareEnv({
    PORT: String(port),
    TEMPORAL_PORT: String(temporalPort),
    TEMPORAL_UI_PORT: String(uiPort),
    DATA_DIR: join(folder, name),
    SAMPLE_DATA: 'off',
  });
  const script = new RunningScript('npm', ['start'], env);
  started.push(script);
  return { script, board: `http://127.0.0.1:${port}`, ui: `http://127.0.0.1:${uiPort}` };
}

async function untilReady(script: RunningScript): Promise<void> {
  await script.says(/Parley is ready/);
  await script.says(/Ctrl-C stops it/);
}

function partsOf(name: string): Record<string, number> {
  const folderOfRun = join(folder, name, 'run');
  const files = readdirSync(folderOfRun);
  return Object.fromEntries(
    files.map((file) => {
      const [, pid = ''] = /"pid":(\d+)/.exec(readFileSync(join(folderOfRun, file), 'utf8')) ?? [];
      return [file.replace('.json', ''), Number(pid)];
    }),
  );
}

describe('npm start', () => {
  test(
    'runs everything, repairs it, leaves nothing, and starts again from a crash',
    { timeout: 240_000 },
    async () => {
      const first = await npmStart('one');
      await untilReady(first.script);
      expect(first.script.output).toContain(`  Board        ${first.board}\n`);
      expect(first.script.output).toContain(`  API docs     ${first.board}/api/docs\n`);
      expect(first.script.output).toContain(`  Temporal UI  ${first.ui}\n`);
      // Plainly, not only as a line of the server's log.
      expect(first.script.output).toMatch(/\n {2}Set up: http:\/\/\S+\/setup\?token=\S+\n/);
      expect((await fetch(first.ui)).status).toBe(200);
      const health = await fetch(`${first.board}/api/health`);
      expect(await health.json()).toMatchObject({ status: 'ok' });

      const parts = partsOf('one');
      expect(Object.keys(parts).sort()).toEqual([
        'postgres',
        'server',
        'supervisor',
        'temporal',
        'worker',
      ]);
      for (const part of ['worker', 'postgres']) {
        const from = first.script.output.length;
        process.kill(parts[part] ?? 0, 'SIGKILL');
        await first.script.says(new RegExp(`${part} ended \\(SIGKILL\\), starting it again`), from);
        await first.script.says(new RegExp(`${part} runs again`), from);
      }

      const running = Object.values(partsOf('one'));
      const from = Date.now();
      await first.script.stop('SIGTERM');
      expect(Date.now() - from).toBeLessThan(10_000);
      expect(running.filter(isRunning)).toEqual([]);
      expect(readdirSync(join(folder, 'one/run'))).toEqual([]);

      const second = await npmStart('one');
      await untilReady(second.script);
      const left = partsOf('one');
      process.kill(left['supervisor'] ?? 0, 'SIGKILL');
      await second.script.ended;
      const [third, other] = await Promise.all([npmStart('one'), npmStart('other')]);
      await Promise.all([untilReady(third.script), untilReady(other.script)]);
      expect(third.script.output).toMatch(/ending server, left over from a former run/);
      expect(Object.values(left).filter(isRunning)).toEqual([]);

      // Two copies side by side.
      const boards = [third.board, other.board];
      const answers = await Promise.all(boards.map((board) => fetch(`${board}/api/health`)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      await Promise.all([third.script.stop('SIGINT'), other.script.stop()]);
    },
  );
});
