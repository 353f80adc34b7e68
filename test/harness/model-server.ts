import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { jsonAs } from './answer.parser.ts';

/** What a chat completion is asked with, as far as the tests look at it. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
}
/** How the model behaves: a text it answers, a status it fails with, or nothing, for ever. */
export type ModelBehaviour =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: 'hang' };

export interface ModelServer {
  /** What VALIDATOR_BASE_URL takes. */
  readonly url: string;
  /** Every request in order, with the instant it arrived at. */
  readonly requests: { readonly atMs: number; readonly body: ChatRequest; readonly key: string }[];
  readonly stop: () => Promise<void>;
}

/** An OpenAI-compatible server: `behave` decides on every request, after `delayMs`. */
export async function startModelServer(
  behave: (text: string, request: ChatRequest) => ModelBehaviour,
  { delayMs = 0 }: { readonly delayMs?: number } = {},
): Promise<ModelServer> {
  const requests: ModelServer['requests'] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const atMs = Date.now();
    const body = jsonAs<ChatRequest>(await textOf(request));
    requests.push({ atMs, body, key: request.headers.authorization ?? '' });
    if (request.url !== '/v1/chat/completions') return void response.writeHead(404).end('{}');
    const behaviour = behave(body.messages.map(({ content }) => shown(content)).join('\n'), body);
    if (behaviour.kind !== 'hang') setTimeout(() => send(response, behaviour), delayMs);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function send(
  response: ServerResponse,
  behaviour: Exclude<ModelBehaviour, { kind: 'hang' }>,
): void {
  if (behaviour.kind === 'status') {
    response.writeHead(behaviour.status, {
      'content-type': 'application/json',
      ...behaviour.headers,
    });
    response.end(JSON.stringify({ error: { message: 'not now', type: 'server_error' } }));
    return;
  }
  const message = { role: 'assistant', content: behaviour.text };
  response.writeHead(200, { 'content-type': 'application/json' }).end(
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1,
      model: 'test',
      choices: [{ index: 0, message, finish_reason: 'stop' }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }),
  );
}

/** A message's content: a text, or parts of one. */
export function shown(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
