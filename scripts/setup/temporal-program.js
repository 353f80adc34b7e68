import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { cacheDir } from './cache.js';
import { wrongSetting } from './settings.js';
import { runProgram, step } from './step.js';
import { StopWithLine } from './stop-with-line.js';
import { downloadTemporal } from './temporal-download.js';
import { askTemporalVersion, temporalVersion } from './temporal-version.js';

const goTimeoutMs = 20 * 60_000;

/**
 * The `temporal` program, first that works: TEMPORAL_CLI_PATH, PATH (1.3 or newer), the copy in the
 * user's cache, the official download, a build with Go. Otherwise StopWithLine with what to do.
 * @param {string | undefined} cliPath TEMPORAL_CLI_PATH: a wrong one stops, it is never passed over
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} path of the program
 */
export async function findTemporal(cliPath, env = process.env) {
  if (cliPath !== undefined) return checkGiven(cliPath);
  const onPath = findOnPath(env.PATH ?? '');
  if (onPath) return onPath;
  const cached = join(cacheDir(env), `temporal-${temporalVersion}`, 'temporal');
  if (existsSync(cached) && askTemporalVersion(cached)?.isNewEnough) return cached;
  const failures = [];
  for (const bring of [downloadInto, buildInto]) {
    const failure = await bringInto(cached, (folder) => bring(folder, env));
    if (failure === undefined) return cached;
    failures.push(failure);
  }
  throw new StopWithLine(
    `Temporal is not there and could not be brought (${failures.join('; ')}). Either install ` +
      `the Temporal CLI ${temporalVersion} (https://docs.temporal.io/cli) and set TEMPORAL_CLI_PATH ` +
      'to it, or install Go, or set TEMPORAL_ADDRESS to a Temporal that runs',
  );
}

function checkGiven(cliPath) {
  const version = askTemporalVersion(cliPath);
  if (version?.isNewEnough) return cliPath;
  const wrong = version ? `is too old (${version.text})` : 'is not the temporal program';
  throw wrongSetting(
    'TEMPORAL_CLI_PATH',
    `"${cliPath}" ${wrong}`,
    'the path of temporal 1.3 or newer',
  );
}

function findOnPath(path) {
  const found = path
    .split(delimiter)
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => join(folder, 'temporal'))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  return found.find((file) => askTemporalVersion(file)?.isNewEnough);
}

/** Brings it beside its place and moves it there when it runs; the reason where it does not. */
async function bringInto(cached, bring) {
  const home = join(cached, '..');
  mkdirSync(join(home, '..'), { recursive: true });
  const fresh = mkdtempSync(`${home}.new-`);
  try {
    await bring(fresh);
    if (!askTemporalVersion(join(fresh, 'temporal'))?.isNewEnough) return 'it did not run';
    rmSync(home, { recursive: true, force: true });
    renameSync(fresh, home);
    return undefined;
  } catch (error) {
    if (!(error instanceof StopWithLine)) throw error;
    console.log(`  ${error.message}`);
    return error.message.split('\n')[0];
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function downloadInto(folder, env) {
  return step(`Download Temporal ${temporalVersion} (about 50 MB)`, (say) =>
    downloadTemporal(folder, say, env),
  );
}

async function buildInto(folder, env) {
  const go = [...(env.PATH ?? '').split(delimiter), '/usr/local/go/bin', join(homedir(), 'go/bin')]
    .map((place) => join(place, 'go'))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  if (!go) throw new StopWithLine('Go, which could build it, is not there');
  await step(`Build Temporal ${temporalVersion} with Go (once, about 3 min)`, (say) => {
    const source = `github.com/temporalio/cli/cmd/temporal@v${temporalVersion}`;
    // A vendoring or read-only mode meant for the caller's own module would stop the build.
    const goEnv = { ...env, GOBIN: folder, GOFLAGS: '', GOWORK: 'off' };
    const options = { say, env: goEnv, cwd: folder, timeoutMs: goTimeoutMs };
    return runProgram(go, ['install', '-v', source], options);
  });
}
