import { resolve } from 'node:path';
import { isLoopback } from './loopback.js';
import { readers } from './setting-readers.js';
import { StopWithLine } from './stop-with-line.js';
import { root } from './root.js';

/**
 * Reads and checks the whole environment of `npm start` (README lists it). An empty variable counts
 * as not set. Throws StopWithLine naming the variable, what is wrong and what is accepted.
 * @param {NodeJS.ProcessEnv} env
 */
export function readSettings(env) {
  const given = Object.fromEntries(
    Object.entries(readers).map(([name, read]) => [name, readOne(name, read, env[name])]),
  );
  const hasOwnPostgres = given.DATABASE_URL === undefined;
  const hasOwnTemporal = given.TEMPORAL_ADDRESS === undefined;
  const settings = {
    host: given.HOST ?? '127.0.0.1',
    port: given.PORT ?? 3000,
    publicUrl: given.PUBLIC_URL,
    dataDir: resolve(root, given.DATA_DIR ?? '.data'),
    databaseUrl: given.DATABASE_URL,
    temporalAddress: given.TEMPORAL_ADDRESS,
    temporalNamespace: given.TEMPORAL_NAMESPACE ?? 'default',
    temporalCliPath: given.TEMPORAL_CLI_PATH,
    temporalPort: given.TEMPORAL_PORT ?? 7233,
    temporalUiPort: given.TEMPORAL_UI_PORT ?? 8233,
    sampleData: given.SAMPLE_DATA ?? (hasOwnPostgres && hasOwnTemporal ? 'on' : 'off'),
    authSecret: given.AUTH_SECRET,
    validator: {
      url: given.VALIDATOR_BASE_URL,
      model: given.VALIDATOR_MODEL,
      key: given.VALIDATOR_API_KEY,
    },
    hasOwnPostgres,
    hasOwnTemporal,
  };
  refuseClashes(settings);
  return settings;
}

function readOne(name, read, text) {
  if (text === undefined || text === '') return undefined;
  const { value, accepted, wrong = 'is not valid' } = read(text);
  if (value !== undefined) return value;
  throw wrongSetting(name, `${shown(name, text)} ${wrong}`, accepted);
}

/** The one line that says what is wrong with a variable. */
export function wrongSetting(name, wrong, accepted) {
  return new StopWithLine(`${name}: ${wrong}; accepted: ${accepted}`.replace(/\s+/g, ' '));
}

/** The value as it may be shown: quoted, short, without a secret. */
function shown(name, text) {
  if (/SECRET|KEY|_DATA$/.test(name)) return `the value (${text.length} characters)`;
  const open = text.replace(/\/\/[^/@]*@/, '//…@');
  return JSON.stringify(open.length > 80 ? `${open.slice(0, 80)}…` : open);
}

function refuseClashes(settings) {
  refuseSampleInPublic(settings);
  refuseHalfAModel(settings);
  if (!settings.hasOwnPostgres && settings.authSecret === undefined)
    throw wrongSetting(
      'AUTH_SECRET',
      'is missing, and it is required with a DATABASE_URL',
      'a secret of at least 32 characters, the same for every server process',
    );
  if (!settings.hasOwnTemporal) return;
  const ports = [
    ['PORT', settings.port],
    ['TEMPORAL_PORT', settings.temporalPort],
    ['TEMPORAL_UI_PORT', settings.temporalUiPort],
  ];
  ports.forEach(([name, port], index) => {
    const [other] = ports.slice(0, index).find(([, earlier]) => earlier === port) ?? [];
    if (other) throw wrongSetting(name, `${port} is also ${other}`, 'three different ports');
  });
}

function refuseHalfAModel({ validator: { url, model, key } }) {
  if (url !== undefined && model === undefined)
    throw wrongSetting(
      'VALIDATOR_MODEL',
      'is missing, and it is required with a VALIDATOR_BASE_URL',
      'the name of the model at that address',
    );
  if (url === undefined && (model ?? key) !== undefined)
    throw wrongSetting(
      'VALIDATOR_BASE_URL',
      'is missing, and it is required with a VALIDATOR_MODEL or VALIDATOR_API_KEY',
      'the address of the model, such as https://api.example.com/v1',
    );
}

function refuseSampleInPublic({ sampleData, host, publicUrl }) {
  if (sampleData !== 'on') return;
  const rule = 'but SAMPLE_DATA=on, with its known passwords, runs on this machine alone';
  const accepted = '127.0.0.1, ::1 or localhost, or any with SAMPLE_DATA=off';
  if (!isLoopback(host)) throw wrongSetting('HOST', `"${host}" is not loopback, ${rule}`, accepted);
  if (publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname))
    throw wrongSetting('PUBLIC_URL', `"${publicUrl}" is not loopback, ${rule}`, accepted);
}
