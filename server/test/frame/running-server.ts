import { createServer } from 'node:net';
import type { Role } from '@parley/domain/view';
import pino from 'pino';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { addPerson } from '../../src/auth/people.ts';
import { parseConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/start-server.ts';
import { temporalClient } from '../../src/temporal-client.ts';
import { makeWorld, type World } from '../read/world.ts';

export const PASSWORD = 'correct horse';

/** A whole server on a database of its own; its Temporal is not there, as nothing here needs it. */
export interface TestServer extends RunningServer {
  readonly url: string;
  readonly world: World;
  readonly databaseUrl: string;
  readonly close: () => Promise<void>;
}

export async function runServer(
  given: Readonly<Record<string, string>> = {},
  wayTo: (databaseUrl: string) => Promise<string> = async (databaseUrl) => databaseUrl,
): Promise<TestServer> {
  const world = await makeWorld();
  const port = await freePort();
  const config = parseConfig({
    DATABASE_URL: await wayTo(world.url),
    AUTH_SECRET: 'a secret of at least 32 characters',
    PORT: String(port),
    ...given,
  });
  const running = await startServer(config, {
    log: pino({ level: 'silent' }),
    temporal: temporalClient(),
  });
  const close = async () => {
    await running.stop();
    await world.close();
  };
  return { ...running, url: `http://127.0.0.1:${port}`, world, databaseUrl: world.url, close };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

/** Somebody who sends requests: signed in by cookie, by token, or not at all. */
export class Visitor {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly personId: string;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}, personId = '') {
    this.url = url;
    this.headers = headers;
    this.personId = personId;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const type = text === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, {
      method,
      headers: { origin: this.url, ...type, ...this.headers, ...headers },
      ...(text === undefined ? {} : { body: text }),
    });
    const answer = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text: answer,
      body: bodyOf(answer),
    };
  }

  get(path: string) {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown) {
    return this.send('POST', path, body);
  }

  /** A socket with these credentials, not connected yet where `autoConnect` is false. */
  socket(headers: Readonly<Record<string, string>> = {}): Socket {
    return io(this.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 20,
      extraHeaders: { origin: this.url, ...this.headers, ...headers },
    });
  }
}

const member = z.looseObject({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  isDisabled: z.boolean(),
});
/** What the tests look at by name; whole answers are compared as they are. */
const body = z
  .looseObject({
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })),
    checks: z.record(z.string(), z.string()),
    user: z.looseObject({ id: z.string() }),
    member,
    invitationUrl: z.string(),
    token: z.looseObject({ id: z.string(), token: z.string() }),
    openapi: z.string(),
    paths: z.record(
      z.string(),
      z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.unknown()) })),
    ),
  })
  .partial();

function bodyOf(text: string): z.infer<typeof body> {
  try {
    return body.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A token made with these rights, as whoever made it sees it. */
export async function makeToken(by: Visitor, role: Role = 'member') {
  const answer = await by.post('/api/tokens', { name: 'Script', role });
  if (!answer.body.token) throw new Error(`no token: ${answer.text}`);
  return answer.body.token;
}

/** Adds a person and signs them in. */
export async function signedIn(
  server: TestServer,
  role: Role,
  email = `${role}-${Math.random()}@example.com`,
): Promise<Visitor> {
  const personId = await addPerson(server.world.sql, {
    name: `The ${role}`,
    email,
    role,
    password: PASSWORD,
  });
  return signIn(server, email, PASSWORD, personId);
}

export async function signIn(
  server: TestServer,
  email: string,
  password: string,
  personId = '',
): Promise<Visitor> {
  const answer = await new Visitor(server.url).post('/api/auth/sign-in/email', { email, password });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status !== 200 || cookie === undefined)
    throw new Error(`not signed in: ${answer.text}`);
  return new Visitor(server.url, { cookie }, personId);
}

/** Waits until it holds; throws with `what` after 10 s. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
