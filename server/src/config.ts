import {
  bothOrNeither,
  type ModelSettings,
  modelSettings,
  validatorEnvironment,
} from '@parley/workflows/validation/model-settings';
import { z } from 'zod';
import { originOf, type Origins, ownOrigins } from './http/own-origins.ts';

const onOff = z.enum(['on', 'off'], { error: 'must be on or off' });
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port, 1 to 65535')
  .transform(Number)
  .pipe(z.int().min(1, 'must be a port, 1 to 65535').max(65_535, 'must be a port, 1 to 65535'));
const address = (protocols: readonly string[], accepted: string) =>
  z.string().refine((value) => protocols.includes(protocolOf(value)), `must be ${accepted}`);
const webAddress = address(['http:', 'https:'], 'an absolute http(s) address');

const environment = z
  .object({
    ...validatorEnvironment,
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
      .default('127.0.0.1'),
    PORT: port.default(3000),
    PUBLIC_URL: webAddress
      .refine(
        (value) => originOf(value) !== null,
        'must be an origin without a path, as https://parley.example.com',
      )
      .optional(),
    DATA_DIR: z.string().default('.data'),
    DATABASE_URL: address(
      ['postgres:', 'postgresql:'],
      'a Postgres address, as postgres://user:password@host:5432/name',
    ),
    AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
    SAMPLE_DATA: onOff.default('off'),
    TEMPORAL_ADDRESS: z
      .string()
      .regex(/^[^\s/]+:\d{1,5}$/, 'must be host:port, as 127.0.0.1:7233')
      .optional(),
    TEMPORAL_UI_URL: webAddress.optional(),
    SMTP_URL: address(['smtp:', 'smtps:'], 'an smtp:// or smtps:// address').optional(),
    /** From a final status to the end of its workflow; the worker takes the same. */
    COMPLETE_AFTER_DAYS: z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'must be a number of days, 0 or more')
      .transform(Number)
      .default(30),
    /** How many proxies stand in front whose X-Forwarded-For is believed. */
    TRUST_PROXY: z
      .string()
      .regex(/^\d$/, 'must be a number of proxies, 0 to 9')
      .transform(Number)
      .default(0),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be fatal, error, warn, info, debug, trace or silent',
      })
      .default('info'),
  })
  .superRefine(bothOrNeither);

/** Everything the server takes from its environment, parsed. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Origin that people type, without a slash at its end. */
  readonly publicUrl: string;
  readonly origins: Origins;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly authSecret: string;
  readonly hasSampleData: boolean;
  readonly temporalUiUrl: string | null;
  readonly completeAfterMs: number;
  /** The model that validates creators, as the worker takes it too; null: the embedded rules. */
  readonly model: ModelSettings | null;
  readonly trustedProxies: number;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
}

/** A setting that is not acceptable; its message is the one line that the start prints. */
export class ConfigError extends Error {}

/**
 * Reads the environment; an empty variable counts as not set.
 * Throws ConfigError naming the first wrong variable, what is wrong and what is accepted.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(firstIssue(parsed.error, given));
  const value = parsed.data;
  const origins = ownOrigins(value.PUBLIC_URL ?? `http://${inAddress(value.HOST)}:${value.PORT}`);
  const hasSampleData = value.SAMPLE_DATA === 'on';
  if (hasSampleData) refuseOpenSample(value.HOST, origins);
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl: origins.publicUrl,
    origins,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    authSecret: value.AUTH_SECRET,
    hasSampleData,
    temporalUiUrl: value.TEMPORAL_UI_URL ?? null,
    completeAfterMs: value.COMPLETE_AFTER_DAYS * 86_400_000,
    model: modelSettings(value),
    trustedProxies: value.TRUST_PROXY,
    logLevel: value.LOG_LEVEL,
  };
}

/** The sample's passwords are in the README: it may only be reached from this machine. */
function refuseOpenSample(host: string, origins: Origins): void {
  if (!isLoopback(host))
    throw new ConfigError(
      `HOST: is ${host} while SAMPLE_DATA is on; accepted then: 127.0.0.1, ::1 or localhost`,
    );
  if (!origins.isLoopback)
    throw new ConfigError(
      `PUBLIC_URL: is ${origins.publicUrl} while SAMPLE_DATA is on; accepted then: an address of localhost or 127.0.0.1`,
    );
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function firstIssue(error: z.ZodError, given: Readonly<Record<string, unknown>>): string {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? 'environment');
  if (given[name] === undefined)
    return `${name}: is not set; ${ACCEPTED[name] ?? 'it is required'}`;
  const wrong = SECRET.has(name) ? 'is not acceptable' : `is ${JSON.stringify(given[name])}`;
  return `${name}: ${wrong}; it ${issue?.message ?? 'must be another'}`;
}

/** Their values stay out of the line. */
const SECRET = new Set(['AUTH_SECRET', 'DATABASE_URL', 'SMTP_URL', 'VALIDATOR_API_KEY']);

const ACCEPTED: Readonly<Record<string, string>> = {
  DATABASE_URL: 'accepted is a Postgres address, as postgres://user:password@host:5432/name',
  AUTH_SECRET: 'accepted is a secret of at least 32 characters',
  VALIDATOR_MODEL: 'accepted is the name of the model at VALIDATOR_BASE_URL',
  VALIDATOR_BASE_URL: 'accepted is the address of the model, as https://api.example.com/v1',
};

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}

const ANY_ADDRESS = new Set(['0.0.0.0', '::']);
function inAddress(host: string): string {
  if (ANY_ADDRESS.has(host) || isLoopback(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
