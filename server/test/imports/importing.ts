import { Client, Connection } from '@temporalio/client';
import type { ImportRowView, ImportView } from '@parley/domain/imports/import-view';
import { creatorChunk } from '@parley/workflows/import/creator-chunk';
import { Hono } from 'hono';
import pino from 'pino';
import { z } from 'zod';
import { makeAuth } from '../../src/auth/auth.ts';
import { parseConfig } from '../../src/config.ts';
import { onError } from '../../src/http/on-error.ts';
import type { ServerEnv } from '../../src/http/request-context.ts';
import { RequestLimits } from '../../src/http/request-limits.ts';
import { requestLog } from '../../src/http/request-log.ts';
import { importRoutes } from '../../src/routes/imports.ts';
import type { World } from '../read/world.ts';

interface Body {
  readonly import: ImportView;
  readonly items: readonly ImportRowView[];
  readonly total: number;
  readonly nextCursor: string | null;
  readonly code: string;
  readonly detail: string;
  readonly missing: readonly string[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}
const body = z.custom<Body>((value) => typeof value === 'object');
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Body;
}
export interface Imports {
  /** Sends JSON, or a file as it is. */
  readonly send: (
    token: string,
    method: string,
    path: string,
    content?: object | string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** Uploads a file; throws where it is refused. */
  readonly upload: (
    token: string,
    file: string | Uint8Array<ArrayBuffer>,
    kind?: string,
  ) => Promise<ImportView>;
  /** Starts an import of creators and works through it as its workflow does, without Temporal. */
  readonly run: (token: string, id: string) => Promise<ImportView>;
}

/** The routes of imports on the real frame, without a network and without Temporal. */
export function importing({ sql, url }: World): Imports {
  const log = pino({ level: 'silent' });
  const config = parseConfig({
    DATABASE_URL: url,
    AUTH_SECRET: 'x'.repeat(32),
    SAMPLE_DATA: 'off',
  });
  const temporal = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
  const sockets = { endSession: async () => undefined, recheckAccount: async () => undefined };
  const auth = makeAuth(config, sql, log);
  const app = new Hono<ServerEnv>();
  app.use(requestLog(log));
  app.onError(onError);
  const deps = { config, log, sql, temporal, auth, limits: new RequestLimits(), sockets };
  for (const route of importRoutes(deps, () => undefined))
    app.on(route.method, route.path, (c) => route.run(deps, c));
  const send: Imports['send'] = async (token, method, path, content, headers = {}) => {
    const isFile = typeof content === 'string' || content instanceof Uint8Array;
    const answer = await app.request(`http://localhost${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': isFile ? 'text/csv' : 'application/json',
        ...headers,
      },
      ...(content === undefined ? {} : { body: isFile ? content : JSON.stringify(content) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, text, body: body.parse(isJson ? JSON.parse(text) : {}) };
  };
  const upload: Imports['upload'] = async (token, file, kind = 'creators') => {
    const answer = await send(token, 'POST', `/api/imports?kind=${kind}&name=test.csv`, file);
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return answer.body.import;
  };
  const run: Imports['run'] = async (token, id) => {
    const started = await send(token, 'POST', `/api/imports/${id}/start`, {});
    if (started.status !== 202) throw new Error(`${started.status} ${started.text}`);
    while ((await creatorChunk(sql, id)) === 'more');
    return body.parse({ import: JSON.parse((await send(token, 'GET', `/api/imports/${id}`)).text) })
      .import;
  };
  return { send, upload, run };
}
