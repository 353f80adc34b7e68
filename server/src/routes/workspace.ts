import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { found } from '../http/not-found.ts';
import { route, type Route } from '../http/route.ts';
import { withCursor } from '../http/with-cursor.ts';
import { snapshot } from '../read/snapshot.ts';
import { readWorkspace, workspaceView } from '../read/workspace.ts';
import { changeWorkspace } from '../workspace/change-workspace.ts';
import { recomputeRows } from '../workspace/recompute-rows.ts';
import { type SettingsChanged, settingsChangedIn } from '../workspace/tell-workflows.ts';
import { workspaceChange } from '../workspace/workspace-change.ts';
import { once } from './once.ts';

/** The settings of the workspace: everybody reads them, owners and admins change them. */
export const workspaceRoutes = (
  deps: Deps,
  settingsChanged: SettingsChanged = settingsChangedIn(deps),
): Route[] => [
  route({
    method: 'get',
    path: '/api/workspace',
    summary: 'The settings of the workspace',
    answers: { 200: { description: 'The settings', schema: workspaceView } },
    handle: async ({ c }) => {
      const read = await snapshot(deps.sql, readWorkspace);
      return withCursor(c, { ...read, value: found(read.value, 'workspace') });
    },
  }),
  route({
    method: 'patch',
    path: '/api/workspace',
    summary: 'Changes the settings; a field left out stays',
    allow: 'settings.manage',
    body: workspaceChange,
    answers: {
      200: { description: 'The settings', schema: z.object({ workspace: workspaceView }) },
    },
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    handle: async (request) => {
      const answer = await once(deps.sql, request, async (transaction) => ({
        status: 200,
        body: { workspace: await changeWorkspace(transaction, request.body) },
      }));
      const { timeZone, reminders, workingDays, workingHours } = request.body;
      // When a day ends and when a reminder falls due are columns of the rows.
      if (timeZone ?? reminders ?? workingDays ?? workingHours) {
        await recomputeRows(deps.sql);
        settingsChanged(null);
      }
      return answer;
    },
  }),
];
