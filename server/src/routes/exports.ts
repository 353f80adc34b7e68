import { LIMITS } from '@parley/domain/limits';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { exportCollaborations, exportQuery, selection } from '../exports/export-collaborations.ts';
import { creatorExportQuery, exportCreators } from '../exports/export-creators.ts';
import { readJson } from '../http/read-body.ts';
import { route, type Route } from '../http/route.ts';
import { valid } from '../http/valid.ts';
import { sort } from '../read/list/list-query.ts';

/** 50,000 ids and what is around them; other bodies are smaller. */
const selectionBody = z.strictObject({ selection, sort });
const file = {
  description: 'UTF-8 with a byte order mark; one line each',
  contentType: 'text/csv',
};

/** Tables to take along. Mounted before the routes whose ids would take their names. */
export const exportRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/collaborations.csv',
    summary: 'The collaborations of a filter as CSV, in the order of the list',
    allow: 'collaboration.read',
    query: exportQuery,
    answers: { 200: { ...file, schema: z.string() } },
    handle: ({ caller, query: { sort: order, ...filter } }) =>
      exportCollaborations(sql, caller, { filter }, order),
  }),
  route({
    method: 'post',
    path: '/api/collaborations.csv',
    summary: 'Selected collaborations as CSV; ids that you may not see are left out',
    allow: 'collaboration.read',
    body: selectionBody,
    readsBodyItself: true,
    answers: { 200: { ...file, schema: z.string() } },
    handle: async ({ c, caller }) => {
      const body = valid(selectionBody, await readJson(c.req.raw, LIMITS.selectionBytes));
      return await exportCollaborations(sql, caller, body.selection, body.sort);
    },
  }),
  route({
    method: 'get',
    path: '/api/creators.csv',
    summary: 'The creators of a filter as CSV, in the order of the list',
    allow: 'collaboration.read',
    query: creatorExportQuery,
    answers: { 200: { ...file, schema: z.string() } },
    handle: ({ caller, query }) => exportCreators(sql, caller, query),
  }),
];
