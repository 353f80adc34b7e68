import { expect, test } from 'vitest';
import { parseWorkerConfig, WorkerConfigError } from '../../src/worker/worker-config.ts';
import { cachedWorkflows } from '../../src/worker/worker-options.ts';

const DATABASE_URL = 'postgres://u:p@127.0.0.1:5432/parley';

test('all but the database has a default; empty counts as not set', () => {
  expect(parseWorkerConfig({ DATABASE_URL, LOG_LEVEL: '' })).toEqual({
    databaseUrl: DATABASE_URL,
    healthHost: '127.0.0.1',
    healthPort: null,
    completeAfterMs: 30 * 86_400_000,
    logLevel: 'info',
    model: null,
  });
});

test('a model has an address, a name, and a pace of its own', () => {
  const given = {
    DATABASE_URL,
    VALIDATOR_BASE_URL: 'https://api.example.com/v1',
    VALIDATOR_MODEL: 'some-model',
  };
  expect(parseWorkerConfig(given).model).toEqual({
    baseUrl: 'https://api.example.com/v1',
    model: 'some-model',
    apiKey: null,
    requestsPerMinute: 120,
    timeoutMs: 60_000,
  });
  const limits = { VALIDATOR_REQUESTS_PER_MINUTE: '7', VALIDATOR_TIMEOUT_SECONDS: '5' };
  const { model } = parseWorkerConfig({ ...given, ...limits, VALIDATOR_API_KEY: 'secret' });
  expect(model).toMatchObject({ apiKey: 'secret', requestsPerMinute: 7, timeoutMs: 5_000 });
});

test.each([
  ['DATABASE_URL', {}],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
  ['WORKER_HEALTH_PORT', { DATABASE_URL, WORKER_HEALTH_PORT: '99999' }],
  ['LOG_LEVEL', { DATABASE_URL, LOG_LEVEL: 'loud' }],
  ['TEMPORAL_ADDRESS', { DATABASE_URL, TEMPORAL_ADDRESS: 'http://x' }],
  ['COMPLETE_AFTER_DAYS', { DATABASE_URL, COMPLETE_AFTER_DAYS: 'soon' }],
  ['VALIDATOR_BASE_URL', { DATABASE_URL, VALIDATOR_BASE_URL: 'ftp://x', VALIDATOR_MODEL: 'm' }],
  ['VALIDATOR_BASE_URL', { DATABASE_URL, VALIDATOR_MODEL: 'm' }],
  ['VALIDATOR_MODEL', { DATABASE_URL, VALIDATOR_BASE_URL: 'http://x' }],
  ['VALIDATOR_REQUESTS_PER_MINUTE', { DATABASE_URL, VALIDATOR_REQUESTS_PER_MINUTE: '0' }],
  ['VALIDATOR_TIMEOUT_SECONDS', { DATABASE_URL, VALIDATOR_TIMEOUT_SECONDS: '1.5' }],
])('a wrong %s is named in one line', (name, env) => {
  expect(() => parseWorkerConfig(env)).toThrow(WorkerConfigError);
  expect(() => parseWorkerConfig(env)).toThrow(new RegExp(`^${name}: [^\\n]+$`));
});

test('cached workflows follow the memory, within bounds', () => {
  const gib = 1_073_741_824;
  expect(cachedWorkflows(gib / 32)).toBe(50);
  expect(cachedWorkflows(2 * gib)).toBe(512);
  expect(cachedWorkflows(64 * gib)).toBe(1_500);
});
