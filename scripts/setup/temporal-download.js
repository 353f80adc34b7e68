import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runProgram } from './step.js';
import { StopWithLine } from './stop-with-line.js';
import { temporalVersion } from './temporal-version.js';

const officialBase = 'https://github.com/temporalio/cli/releases/download';
const firstAnswerMs = 8000;
const stallMs = 20_000;

/** SHA-256 of the official archives of temporalVersion, as its release lists them. */
const pinned = {
  'linux-x64': 'ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d',
  'linux-arm64': 'bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5',
  'darwin-x64': 'bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9',
  'darwin-arm64': 'cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415',
};

/**
 * Downloads the official archive, refuses it where its checksum is another than the pinned one, and
 * unpacks `temporal` into `folder`. PARLEY_TEMPORAL_DOWNLOAD_BASE names another server with the same
 * paths (a mirror); the checksum stays. Throws StopWithLine.
 * @param {string} folder
 * @param {(text: string) => void} say
 * @param {NodeJS.ProcessEnv} env
 * @param {Record<string, string>} [checksums] by platform and architecture
 */
export async function downloadTemporal(folder, say, env, checksums = pinned) {
  const checksum = checksums[`${process.platform}-${process.arch}`];
  if (!checksum) throw new StopWithLine(`no download for ${process.platform} ${process.arch}`);
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const name = `temporal_cli_${temporalVersion}_${process.platform}_${arch}.tar.gz`;
  const base = env.PARLEY_TEMPORAL_DOWNLOAD_BASE || officialBase;
  const url = `${base}/v${temporalVersion}/${name}`;
  const archive = join(folder, name);
  const actual = await save(url, archive, say);
  if (actual !== checksum)
    throw new StopWithLine(`${url} has checksum ${actual} instead of ${checksum}: not used`);
  await runProgram('tar', ['-xzf', archive, '-C', folder, 'temporal'], { timeoutMs: 120_000 });
}

/** Saves what the address answers; its SHA-256. Given up when nothing comes for a while. */
async function save(url, file, say) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), firstAnswerMs);
  const hash = createHash('sha256');
  let bytes = 0;
  const watch = new Transform({
    transform(chunk, _encoding, done) {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), stallMs);
      hash.update(chunk);
      bytes += chunk.length;
      say(`${(bytes / 1e6).toFixed(1)} MB`);
      done(null, chunk);
    },
  });
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
    const options = { signal: abort.signal };
    await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(file), options);
    return hash.digest('hex');
  } catch (error) {
    const why = abort.signal.aborted ? 'does not answer' : (error.cause?.code ?? error.message);
    throw new StopWithLine(`${url} ${why}`);
  } finally {
    clearTimeout(timer);
  }
}
