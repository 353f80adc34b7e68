import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync, accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { wrongSetting } from './settings.js';

/** Makes the data folder where it is missing. Throws StopWithLine where that is not possible. */
export function makeDataDir(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw wrongSetting(
      'DATA_DIR',
      `"${dataDir}" cannot be used (${error.code})`,
      'a folder that this user may write in',
    );
  }
}

/** The secret that signs the sessions, made once and kept in the data folder. */
export function keptAuthSecret(dataDir) {
  const file = join(dataDir, 'auth-secret');
  if (!existsSync(file))
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
