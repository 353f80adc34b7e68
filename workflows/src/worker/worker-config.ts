import { z } from 'zod';
import {
  bothOrNeither,
  type ModelSettings,
  modelSettings,
  validatorEnvironment,
} from '../validation/model-settings.ts';

const environment = z
  .object({
    ...validatorEnvironment,
    DATABASE_URL: z
      .string({
        error:
          'is not set; accepted is a Postgres address, as postgres://user:password@host:5432/name',
      })
      .regex(
        /^postgres(ql)?:\/\//,
        'must be a Postgres address, as postgres://user:password@host:5432/name',
      ),
    TEMPORAL_ADDRESS: z
      .string()
      .regex(/^[^\s/]+:\d{1,5}$/, 'must be host:port, as 127.0.0.1:7233')
      .optional(),
    WORKER_HEALTH_PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port, 1 to 65535')
      .transform(Number)
      .pipe(z.int().min(1, 'must be a port, 1 to 65535').max(65_535, 'must be a port, 1 to 65535'))
      .optional(),
    WORKER_HEALTH_HOST: z
      .string()
      .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
      .default('127.0.0.1'),
    COMPLETE_AFTER_DAYS: z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'must be a number of days, 0 or more')
      .transform(Number)
      .default(30),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be fatal, error, warn, info, debug, trace or silent',
      })
      .default('info'),
  })
  .superRefine(bothOrNeither);

const DAY_MS = 86_400_000;

/** Everything the worker takes from its environment, parsed; the connection to Temporal is envconfig's. */
export interface WorkerConfig {
  readonly databaseUrl: string;
  readonly healthHost: string;
  /** Null: no health address. */
  readonly healthPort: number | null;
  readonly completeAfterMs: number;
  /** What validates creators; null: the embedded rules. */
  readonly model: ModelSettings | null;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
}

/** A setting that is not acceptable; its message is the one line that the start prints. */
export class WorkerConfigError extends Error {}

/** Reads the environment; an empty variable counts as not set. Throws WorkerConfigError naming the variable. */
export function parseWorkerConfig(env: Readonly<Record<string, string | undefined>>): WorkerConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new WorkerConfigError(`${String(issue?.path[0])}: ${issue?.message}`);
  }
  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL,
    healthHost: value.WORKER_HEALTH_HOST,
    healthPort: value.WORKER_HEALTH_PORT ?? null,
    completeAfterMs: value.COMPLETE_AFTER_DAYS * DAY_MS,
    model: modelSettings(value),
    logLevel: value.LOG_LEVEL,
  };
}
