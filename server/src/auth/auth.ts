import { betterAuth } from 'better-auth';
import { Kysely } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from '../config.ts';
import type { Sql } from '@parley/workflows/projection/postgres';

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;
const DAY = 86_400;

/**
 * better-auth as the keeper of passwords and sessions. Only our own routes call it, in process: its HTTP handler is
 * not mounted, so none of its other endpoints (sign-up, update-user, …) can be reached, and no role passes through it.
 */
export function makeAuth(config: Config, sql: Sql, log: Logger) {
  return betterAuth({
    appName: 'Parley',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.authSecret,
    database: {
      db: new Kysely({ dialect: new PostgresJSDialect({ postgres: sql }) }),
      type: 'postgres',
    },
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level]({ from: 'better-auth' }, message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    // Sessions are read from Postgres at every request: one that was ended must not live on in a cookie.
    session: { ...SESSION, expiresIn: 7 * DAY, updateAge: DAY, cookieCache: { enabled: false } },
    user: USER,
    account: CREDENTIAL,
    verification: VERIFICATION,
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefix(config),
      useSecureCookies: config.origins.isSecure,
      database: { generateId: () => uuidv7() },
    },
  });
}
export type Auth = ReturnType<typeof makeAuth>;

/** Cookies ignore ports: on loopback the name has it, so that two copies can be signed in to in one browser. */
function cookiePrefix(config: Config): string {
  const port = new URL(config.publicUrl).port || config.port;
  return config.origins.isLoopback ? `parley-${port}` : 'parley';
}

/** The name of the session's cookie as the browser sends it. */
export function sessionCookieName(config: Config): string {
  return `${config.origins.isSecure ? '__Secure-' : ''}${cookiePrefix(config)}.session_token`;
}

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;
const USER = {
  modelName: 'people',
  fields: { emailVerified: 'email_verified', ...TIMES },
} as const;
const SESSION = {
  modelName: 'sessions',
  fields: {
    userId: 'user_id',
    expiresAt: 'expires_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
    ...TIMES,
  },
} as const;
const CREDENTIAL = {
  modelName: 'credentials',
  fields: {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    ...TIMES,
  },
} as const;
const VERIFICATION = {
  modelName: 'verifications',
  fields: { expiresAt: 'expires_at', ...TIMES },
} as const;
