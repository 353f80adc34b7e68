import { Client, Connection } from '@temporalio/client';
import type {
  CampaignView,
  CollaborationRow,
  CreatorView,
  DuplicatePair,
  NotificationView,
  Role,
  SavedView,
  TagInUse,
  WorkspaceView,
} from '@parley/domain/view';
import type { ValidationRunView, ValidatorView } from '@parley/domain/validator-view';
import { Hono } from 'hono';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { makeAuth } from '../../src/auth/auth.ts';
import { tokenHash } from '../../src/auth/find-caller.ts';
import { parseConfig } from '../../src/config.ts';
import type { Deps } from '../../src/deps.ts';
import { onError } from '../../src/http/on-error.ts';
import type { ServerEnv } from '../../src/http/request-context.ts';
import { RequestLimits } from '../../src/http/request-limits.ts';
import { requestLog } from '../../src/http/request-log.ts';
import { campaignRoutes } from '../../src/routes/campaigns.ts';
import { collaborationReadRoutes } from '../../src/routes/collaboration-reads.ts';
import { creatorRoutes } from '../../src/routes/creators.ts';
import { notificationRoutes } from '../../src/routes/notifications.ts';
import { tagRoutes } from '../../src/routes/tags.ts';
import { validationRunRoutes } from '../../src/routes/validation-runs.ts';
import { validatorRoutes } from '../../src/routes/validators.ts';
import { viewRoutes } from '../../src/routes/views.ts';
import { workspaceRoutes } from '../../src/routes/workspace.ts';
import type { World } from './world.ts';

/** What the answers under test may hold: a test reads only what its route answers. */
interface Body {
  readonly creator: CreatorView;
  readonly campaign: CampaignView;
  readonly workspace: WorkspaceView;
  readonly tag: TagInUse;
  readonly validator: ValidatorView;
  readonly run: ValidationRunView;
  readonly validation: CreatorView['validation'];
  readonly tagOnOutcome: WorkspaceView['tagOnOutcome'];
  readonly changed: number;
  readonly tags: CreatorView['tags'];
  readonly canReverse: boolean;
  readonly notification: NotificationView;
  readonly view: SavedView;
  readonly reminders: WorkspaceView['reminders'];
  readonly nextReminderAt: string | null;
  readonly items: readonly (Pick<CampaignView, 'id' | 'name' | 'counts'> &
    Pick<CollaborationRow, 'attention'> &
    Pick<NotificationView, 'readAt'> &
    Pick<TagInUse, 'uses'> &
    DuplicatePair &
    Omit<SavedView, 'id' | 'name'>)[];
  readonly total: number;
  readonly unread: number;
  readonly nextCursor: string | null;
  readonly code: string;
  readonly errors: readonly { readonly path: string }[];
}
const body = z.custom<Body>((value) => typeof value === 'object');

export interface Answer {
  readonly status: number;
  /** The parsed body; empty where it is no JSON. */
  readonly body: Body;
  readonly cursor: string | null;
}
export interface Http {
  /** Campaign ids (null: all) whose workflows were to be told that settings changed. */
  readonly told: (string | null)[];
  readonly send: (
    token: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
}

/** The routes under test on the real frame: tokens, limits, problems; no network, and no Temporal that they need. */
export function makeHttp({ sql, url }: World): Http {
  const log = pino({ level: 'silent' });
  const config = parseConfig({
    DATABASE_URL: url,
    AUTH_SECRET: 'x'.repeat(32),
    SAMPLE_DATA: 'off',
  });
  const temporal = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
  const sockets = { endSession: async () => undefined, recheckAccount: async () => undefined };
  const deps: Deps = {
    config,
    log,
    sql,
    temporal,
    auth: makeAuth(config, sql, log),
    limits: new RequestLimits(),
    sockets,
  };
  const told: (string | null)[] = [];
  const tell = (campaignId: string | null) => void told.push(campaignId);
  const app = new Hono<ServerEnv>();
  app.use(requestLog(log));
  app.onError(onError);
  const routes = [
    ...campaignRoutes(deps, tell),
    ...workspaceRoutes(deps, tell),
    ...[
      collaborationReadRoutes,
      creatorRoutes,
      notificationRoutes,
      tagRoutes,
      validationRunRoutes,
      validatorRoutes,
      viewRoutes,
    ].flatMap((router) => router(deps)),
  ];
  for (const route of routes) app.on(route.method, route.path, (c) => route.run(deps, c));
  return {
    told,
    send: async (token, method, path, content, headers = {}) => {
      const answer = await app.request(`http://localhost${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...headers,
        },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      });
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      const { status } = answer;
      return {
        status,
        body: body.parse(isJson ? await answer.json() : {}),
        cursor: answer.headers.get('parley-cursor'),
      };
    },
  };
}

/** A token with which this person acts in their own role. */
export async function tokenOf(
  { sql }: World,
  { role, personId }: { readonly role: Role; readonly personId: string | null },
): Promise<string> {
  const token = uuidv7();
  await sql`
    insert into api_tokens (id, name, hash, role, created_by)
    values (${uuidv7()}, 'test', ${tokenHash(token)}, ${role}, ${personId})`;
  return token;
}
