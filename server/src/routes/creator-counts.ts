import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { readCreatorCounts } from '../read/creator-counts.ts';
import { creatorFilterShape } from '../read/creator-filter.ts';
import { snapshot } from '../read/snapshot.ts';
import { creatorCountsSchema } from './counts-schemas.ts';

const query = z.strictObject(creatorFilterShape);

/** Mounted before the creators themselves, whose ids would take this name. */
export const creatorCountRoutes = ({ sql }: Deps): Route[] => [
  route({
    method: 'get',
    path: '/api/creators/counts',
    summary: 'How many creators each platform, country and tag has while the other filters stay',
    allow: 'collaboration.read',
    query,
    answers: { 200: { description: 'Counts by filter', schema: creatorCountsSchema } },
    handle: async ({ c, caller, query: filter }) =>
      withCursor(
        c,
        await snapshot(sql, (transaction) => readCreatorCounts(transaction, caller, filter)),
      ),
  }),
];
