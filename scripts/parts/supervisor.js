import { releaseLock } from './lock.js';
import { prefix } from './log-lines.js';
import { Part } from './part.js';

// Together under the 10 s within which everything has ended.
const firstGraceMs = 5200;
const secondGraceMs = 2600;
const storeNames = ['postgres', 'temporal'];
const sameKeystrokeMs = 1000;

/**
 * Runs parts until it is told to stop. On SIGINT, SIGTERM, SIGHUP, or when the process that started
 * this one is gone, it ends them: those that use the stores first, then the stores. A second signal
 * ends them by force.
 * @param {string} dataDir taken (parts/lock.js) by this process; released at the end
 * @param {(line: string) => void} [quietly] takes the parts' lines instead of standard output
 */
export function createSupervisor(dataDir, quietly) {
  const parts = [];
  const isQuiet = quietly !== undefined;
  const write = quietly ?? ((line) => process.stdout.write(`${line}\n`));
  const say = (text) => write(`${prefix('parley')}${text}`);
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let stopped;

  /** Ends all parts; the same promise however often it is called. */
  const stop = () => {
    stopping.abort();
    return (stopped ??= stopAll(parts, dataDir));
  };

  /** Starts a part, waits until it is healthy, and keeps it running. */
  const run = async (description) => {
    if (isStopping()) return undefined;
    const part = new Part(description, { dataDir, write, say, isQuiet });
    parts.push(part);
    await part.start();
    return part;
  };

  const end = async (why) => {
    if (!isStopping()) say(`${why}, stopping`);
    await stop();
    say('stopped');
    process.exit(process.exitCode ?? 0);
  };
  const kill = () => parts.forEach((part) => part.kill());
  listenToSignals(end, kill);
  process.on('exit', () => {
    kill();
    releaseLock(dataDir);
  });
  return { run, stop, say, isStopping, signal: stopping.signal };
}

async function stopAll(parts, dataDir) {
  const isStore = (part) => storeNames.includes(part.name);
  await Promise.all(parts.filter((part) => !isStore(part)).map((part) => part.stop(firstGraceMs)));
  await Promise.all(parts.filter(isStore).map((part) => part.stop(secondGraceMs)));
  releaseLock(dataDir);
}

function listenToSignals(end, kill) {
  let firstAt;
  const onSignal = (signal) => {
    // npm and the terminal may both deliver one Ctrl-C.
    if (firstAt !== undefined && Date.now() - firstAt > sameKeystrokeMs) {
      kill();
      process.exit(130);
    }
    firstAt ??= Date.now();
    void end(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  process.on('disconnect', () => void end('the starting process is gone'));
  // A closed terminal or pipe must not end the supervisor before its parts.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  process.on('uncaughtException', (error) => {
    console.error(error);
    process.exitCode = 1;
    void end('an error of the supervisor itself');
  });
}
