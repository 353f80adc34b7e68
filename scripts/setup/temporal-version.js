import { spawnSync } from 'node:child_process';

export const temporalVersion = '1.5.1';

const oldest = [1, 3];
// What `go install` builds calls itself 0.0.0-DEV; CLI 1.3 came with server 1.27.
const oldestServer = [1, 27];

/**
 * What the program says of itself, and whether it is new enough (CLI 1.3); undefined where it does
 * not run or is another program of that name.
 * @param {string} program
 * @returns {{text: string, isNewEnough: boolean} | undefined}
 */
export function askTemporalVersion(program) {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  if (asked.status !== 0) return undefined;
  const text = asked.stdout.trim();
  const cli = /^temporal version (\d+)\.(\d+)\.\d+(-DEV)?/.exec(text);
  if (!cli) return undefined;
  const server = /\(Server (\d+)\.(\d+)\./.exec(text);
  const isNewEnough = cli[3] ? isAtLeast(server, oldestServer) : isAtLeast(cli, oldest);
  return { text, isNewEnough };
}

function isAtLeast(match, [major, minor]) {
  const [, haveMajor, haveMinor] = (match ?? []).map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}
