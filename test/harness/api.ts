import { randomUUID } from 'node:crypto';
import { jsonAs } from './answer.parser.ts';
import { until } from './wait.ts';

/** The body of every answer that is an error (the outside contract, "Errors"). */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; throws where it is no JSON. */
  readonly body: T;
  /** The parsed body as a problem; throws where the answer is none. */
  readonly problem: ProblemBody;
}

export interface Sent {
  /** Left out: a new one for every change. Null: none. */
  readonly key?: string | null;
  readonly ifMatch?: number | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One caller of the API: a person by their cookie, a script by its token, or nobody. */
export class Api {
  readonly url: string;
  readonly credentials: Readonly<Record<string, string>>;

  constructor(url: string, credentials: Readonly<Record<string, string>> = {}) {
    this.url = url;
    this.credentials = credentials;
  }

  get<T>(path: string, sent: Sent = {}): Promise<Answer<T>> {
    return this.raw<T>('GET', path, undefined, { key: null, ...sent });
  }

  post<T>(path: string, body: unknown, sent: Sent = {}): Promise<Answer<T>> {
    return this.raw<T>('POST', path, JSON.stringify(body), sent);
  }

  patch<T>(path: string, body: unknown, sent: Sent = {}): Promise<Answer<T>> {
    return this.raw<T>('PATCH', path, JSON.stringify(body), sent);
  }

  del<T>(path: string, sent: Sent = {}): Promise<Answer<T>> {
    return this.raw<T>('DELETE', path, undefined, sent);
  }

  /** Sends any text as a body, also what is no JSON. */
  async raw<T>(
    method: string,
    path: string,
    text: BodyInit | undefined,
    sent: Sent = {},
  ): Promise<Answer<T>> {
    const { key = randomUUID(), ifMatch, headers = {} } = sent;
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        origin: this.url,
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { 'idempotency-key': key }),
        ...(ifMatch === undefined
          ? {}
          : { 'if-match': typeof ifMatch === 'number' ? `"${ifMatch}"` : ifMatch }),
        ...this.credentials,
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    });
    return answerOf<T>(response.status, response.headers, await response.text());
  }
}

/** Signs in by password; throws where that is refused. */
export async function signIn(url: string, email: string, password: string): Promise<Api> {
  const answer = await until('signing in', async () => {
    const tried = await new Api(url).post(
      `/api/auth/sign-in/email`,
      { email, password },
      { key: null },
    );
    return tried.status < 500 && tried;
  });
  if (answer.status !== 200)
    throw new Error(`${email} could not sign in: ${answer.status} ${answer.text}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return new Api(url, { cookie });
}

function answerOf<T>(status: number, headers: Headers, text: string): Answer<T> {
  return {
    ...{ status, headers, text },
    get body(): T {
      return jsonAs<T>(text);
    },
    get problem(): ProblemBody {
      const type = headers.get('content-type') ?? '';
      if (!type.startsWith('application/problem+json'))
        throw new Error(`not a problem: ${status} ${type} ${text.slice(0, 300)}`);
      return jsonAs<ProblemBody>(text);
    },
  };
}
