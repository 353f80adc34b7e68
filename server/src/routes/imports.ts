import { IMPORT_KINDS } from '@parley/domain/imports/import-fields';
import { hashOf } from '@parley/domain/hash';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { errorFile } from '../imports/error-file.ts';
import { readImport, readImports, visibleImports } from '../imports/import-view.ts';
import { tellImport } from '../imports/keep-imports-going.ts';
import { withFile } from '../imports/read-file.ts';
import { readRowsPage, rowsQuery } from '../imports/row-list.ts';
import { template } from '../imports/templates.ts';
import {
  addImport,
  beginImport,
  changeImport,
  importChange,
  moveImport,
  removeImport,
} from '../imports/write-import.ts';
import { listQuery, pageOf, pageSchema } from '../read/plain-list.ts';
import { snapshot } from '../read/snapshot.ts';
import { importRowSchema, importSchema } from './import-schemas.ts';
import { once } from './once.ts';

const one = z.object({ import: importSchema });
const ALLOW = 'import.manage';
/** Tells the workflow of an import that it was moved, in the background. */
type Tell = (importId: string) => void;

/** Imports of creators and collaborations from CSV files: their maker's own, owners and admins see all. */
export const importRoutes = (
  deps: Deps,
  tell: Tell = (id) => void tellImport(deps, id),
): Route[] => [
  ...templateRoutes(),
  ...readRoutes(deps),
  uploadRoute(deps),
  ...writeRoutes(deps),
  ...moveRoutes(deps, tell),
];

const templateRoutes = (): Route[] =>
  IMPORT_KINDS.map((kind) =>
    route({
      method: 'get',
      path: `/api/imports/templates/${kind}.csv`,
      summary: `A file to fill in, with every column that an import of ${kind} reads`,
      allow: ALLOW,
      answers: { 200: { description: 'The file', contentType: 'text/csv' } },
      handle: () => csvAnswer(template(kind), `${kind}-template.csv`),
    }),
  );

const readRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/imports',
    summary: 'Imports, newest first',
    allow: ALLOW,
    query: listQuery,
    answers: { 200: { description: 'The page', schema: pageSchema(importSchema) } },
    handle: async ({ c, caller, query }) => {
      const all = await snapshot(sql, (read) => readImports(read, visibleImports(read, caller)));
      return withCursor(c, { ...all, value: pageOf(all.value, 'imports', query) });
    },
  }),
  route({
    method: 'get',
    path: '/api/imports/:id',
    summary: 'One import: how its file is read, its first rows before it begins, and how far it is',
    allow: ALLOW,
    answers: { 200: { description: 'The import', schema: importSchema } },
    handle: async ({ c, caller, params }) => {
      const read = await snapshot(sql, (from) => readImport(from, caller, params.id));
      return withCursor(c, { ...read, value: found(read.value, 'import') });
    },
  }),
  route({
    method: 'get',
    path: '/api/imports/:id/rows',
    summary:
      'Rows of the file in its order, by what became of them; before the start `refused` are those with errors',
    allow: ALLOW,
    query: rowsQuery,
    answers: { 200: { description: 'The page', schema: pageSchema(importRowSchema) } },
    handle: async ({ c, caller, params, query }) => {
      const read = await snapshot(sql, async (from) =>
        readRowsPage(from, found(await readImport(from, caller, params.id), 'import'), query),
      );
      return withCursor(c, read);
    },
  }),
  route({
    method: 'get',
    path: '/api/imports/:id/errors.csv',
    summary: 'The refused rows with line, column and message, to be mended and imported again',
    allow: ALLOW,
    answers: { 200: { description: 'The file', contentType: 'text/csv' } },
    handle: async ({ caller, params }) => {
      const view = found(await readImport(sql, caller, params.id), 'import');
      const file = ReadableStream.from(encoded(errorFile(sql, view)));
      return csvAnswer(file, `errors-${view.kind}.csv`);
    },
  }),
];

const uploadRoute = ({ sql }: Deps): Route =>
  route({
    method: 'post',
    path: '/api/imports',
    summary:
      'Takes a CSV file (the body itself, at most 32 MiB) and answers how it would be read; nothing is imported yet',
    allow: ALLOW,
    readsBodyItself: true,
    query: z.strictObject({
      kind: z.enum(IMPORT_KINDS, { error: `must be ${IMPORT_KINDS.join(' or ')}` }),
      name: z.string().trim().min(1).max(500).default('Import'),
    }),
    answers: { 201: { description: 'The import, not begun', schema: one } },
    problems: ['BODY_TOO_LARGE', 'NOT_CSV', 'TOO_MANY_ROWS', 'IDEMPOTENCY_KEY_REUSED'],
    handle: ({ c, caller, query }) =>
      withFile(c.req.raw, (bytes) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const body = hashOf([query.kind, query.name, sha256]);
        return once(sql, { c, caller, body }, async (transaction) => {
          const file = { id: uuidv7(), ...query, bytes };
          return { status: 201, body: { import: await addImport(transaction, caller, file) } };
        });
      }),
  });

const writeRoutes = (deps: Deps): Route[] => [
  route({
    method: 'patch',
    path: '/api/imports/:id',
    summary: 'Changes how a file that has not begun is read, and looks at its rows again',
    allow: ALLOW,
    body: importChange,
    answers: { 200: { description: 'The import', schema: one } },
    problems: ['IMPORT_STATE', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(deps.sql, request, async (transaction) => {
        const { caller, params, body } = request;
        return {
          status: 200,
          body: { import: await changeImport(transaction, caller, params.id, body) },
        };
      }),
  }),
  route({
    method: 'delete',
    path: '/api/imports/:id',
    summary: 'Forgets a file that has not begun, or an import that is over; what came in stays',
    allow: ALLOW,
    answers: { 204: { description: 'Forgotten' } },
    problems: ['IMPORT_STATE', 'IDEMPOTENCY_KEY_REUSED'],
    handle: (request) =>
      once(deps.sql, request, async (transaction) => {
        await removeImport(transaction, request.caller, request.params.id);
        return { status: 204, body: null };
      }),
  }),
];

const moveRoutes = (deps: Deps, tell: Tell): Route[] => [
  route({
    method: 'post',
    path: '/api/imports/:id/start',
    summary: 'Begins; it ends by itself, and survives every restart',
    allow: ALLOW,
    answers: { 202: { description: 'The import, running', schema: one } },
    problems: ['COLUMNS_MISSING', 'IMPORT_STATE', 'IDEMPOTENCY_KEY_REUSED'],
    handle: async (request) => {
      const { caller, params } = request;
      const answer = await once(deps.sql, request, async (transaction) => ({
        status: 202,
        body: { import: await beginImport(transaction, caller, params.id) },
      }));
      tell(params.id);
      return answer;
    },
  }),
  ...(['pause', 'resume', 'cancel'] as const).map((move) =>
    route({
      method: 'post',
      path: `/api/imports/:id/${move}`,
      summary: SUMMARIES[move],
      allow: ALLOW,
      answers: { 200: { description: 'The import', schema: one } },
      problems: ['IMPORT_STATE', 'IDEMPOTENCY_KEY_REUSED'],
      handle: async (request) => {
        const { caller, params } = request;
        const answer = await once(deps.sql, request, async (transaction) => ({
          status: 200,
          body: { import: await moveImport(transaction, caller, params.id, move) },
        }));
        tell(params.id);
        return answer;
      },
    }),
  ),
];

const SUMMARIES = {
  pause: 'Pauses after the rows under way',
  resume: 'Goes on after a pause',
  cancel: 'Ends it after the rows under way; what came in stays',
} as const;

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

function csvAnswer(body: string | ReadableStream, name: string): Response {
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
