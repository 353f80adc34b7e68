import type { Router } from './http/route.ts';
import { authRoutes } from './routes/auth.ts';
import { batchRoutes } from './routes/batches.ts';
import { changeRoutes } from './routes/changes.ts';
import { commandRoutes } from './routes/commands.ts';
import { healthRoutes } from './routes/health.ts';
import { exportRoutes } from './routes/exports.ts';
import { collaborationReadRoutes } from './routes/collaboration-reads.ts';
import { meRoutes } from './routes/me.ts';
import { memberRoutes } from './routes/members.ts';
import { sampleAccountRoutes } from './routes/sample-accounts.ts';
import { setupRoutes } from './routes/setup.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { creatorCountRoutes } from './routes/creator-counts.ts';
import { creatorRoutes } from './routes/creators.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { reportRoutes } from './routes/reports.ts';
import { tagRoutes } from './routes/tags.ts';
import { viewRoutes } from './routes/views.ts';
import { importRoutes } from './routes/imports.ts';
import { workspaceRoutes } from './routes/workspace.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { validationRunRoutes } from './routes/validation-runs.ts';
import { validatorRoutes } from './routes/validators.ts';

/** Every resource of the API: a new file under routes/ is mounted by its line here. */
export const ROUTERS: readonly Router[] = [
  authRoutes,
  batchRoutes,
  changeRoutes,
  commandRoutes,
  exportRoutes,
  collaborationReadRoutes,
  healthRoutes,
  meRoutes,
  memberRoutes,
  sampleAccountRoutes,
  setupRoutes,
  tokenRoutes,
  workspaceRoutes,
  notificationRoutes,
  creatorCountRoutes,
  creatorRoutes,
  campaignRoutes,
  importRoutes,
  validatorRoutes,
  validationRunRoutes,
  reportRoutes,
  tagRoutes,
  viewRoutes,
];
