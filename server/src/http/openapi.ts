import { z } from 'zod';
import { sessionCookieName } from '../auth/auth.ts';
import type { Config } from '../config.ts';
import { PROBLEMS, type ProblemCode, isProblemCode } from './problem-codes.ts';
import type { Answer, Route } from './route.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of these routes: what they parse and answer is what is described. */
export function openApiDocument(routes: readonly Route[], config: Config): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Parley', version: '0.1.0', description: INTRODUCTION },
    servers: [{ url: config.publicUrl }],
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookieName(config),
          description: 'Set by signing in',
        },
        token: { type: 'http', scheme: 'bearer', description: 'Made by an owner or admin' },
      },
    },
  };
}

const INTRODUCTION =
  'Every change takes an `Idempotency-Key`. Every answer other than success is `application/problem+json` with a ' +
  'stable `code`. Lists take `limit` (50, at most 200) and answer `{items, nextCursor, total}`; reads carry the ' +
  'change cursor of their snapshot in `Parley-Cursor`.';

function operation(route: Route): Json {
  return {
    summary: route.summary,
    tags: [route.path.split('/')[2] ?? 'api'],
    ...(route.isOpen ? { security: [] } : {}),
    parameters: [
      ...pathParameters(route.path),
      ...queryParameters(route.query),
      ...changeHeaders(route),
    ],
    ...(route.body ? { requestBody: { required: true, content: json(route.body, 'input') } } : {}),
    responses: { ...answers(route.answers), ...problems(route) },
  };
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema:
      name === 'seq'
        ? { type: 'integer', minimum: 1 }
        : name.toLowerCase().endsWith('id')
          ? { type: 'string', format: 'uuid' }
          : { type: 'string' },
  }));
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!query) return [];
  const { properties, required } = objectSchema.parse(schemaOf(query, 'input'));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
    explode: true,
  }));
}

function changeHeaders(route: Route): Json[] {
  if (route.isOpen || route.method === 'get') return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      description: 'The same key again is answered as the first time; kept 30 days',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
  ];
}

function answers(declared: Readonly<Record<number, Answer>>): Json {
  return Object.fromEntries(
    Object.entries(declared).map(([status, { description, schema, contentType }]) => [
      status,
      { description, ...(schema ? { content: json(schema, 'output', contentType) } : {}) },
    ]),
  );
}

/** The problems every route of this kind has, and its own, by status. */
function problems(route: Route): Json {
  const common: ProblemCode[] = ['INVALID', 'UNAVAILABLE'];
  if (!route.isOpen) common.push('UNAUTHENTICATED', 'FORBIDDEN', 'TOO_MANY_REQUESTS');
  if (route.path.includes(':')) common.push('NOT_FOUND');
  if (route.method !== 'get') common.push('ORIGIN_NOT_ALLOWED');
  if (route.method !== 'get' && !route.isOpen) common.push('IDEMPOTENCY_KEY_REUSED');
  if (route.body) common.push('MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_CONTENT_TYPE');
  const codes = [...new Set([...common, ...(route.problems ?? []).filter(isProblemCode)])];
  const byStatus = Object.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    Object.entries(byStatus)
      .filter(([status]) => !(status in route.answers))
      .map(([status, listed = []]) => [
        status,
        {
          description: listed.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('; '),
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      ]),
  );
}

function json(schema: z.ZodType, io: 'input' | 'output', contentType = 'application/json'): Json {
  return { [contentType]: { schema: schemaOf(schema, io) } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const described: Json = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
  });
  delete described.$schema;
  return described;
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(PROBLEMS) },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
