import { COMMAND_BODIES, createBody, type ChangeName } from '@parley/domain/commands.schema';
import { z } from 'zod';
import { receiveChange } from '../commands/receive-change.ts';
import { receiveCreate } from '../commands/receive-create.ts';
import type { Deps } from '../deps.ts';
import { route, type Answer, type Route } from '../http/route.ts';
import { valid } from '../http/valid.ts';
import { collaboration, event } from './answer-schemas.ts';

const pending: Answer = {
  description: 'Stored, not decided yet: ask GET /api/commands/:commandId',
  schema: z.object({ commandId: z.uuid(), state: z.literal('pending'), collaborationId: z.uuid() }),
};
const changed = {
  200: {
    description: 'Decided and readable; `event` is null where nothing changed',
    schema: z.object({ collaboration, event: event.nullable(), version: z.int() }),
  },
  202: pending,
};
const SHARED = [
  'CAMPAIGN_ARCHIVED',
  'VERSION_CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'TOO_LARGE',
] as const;
const reviewBody = COMMAND_BODIES.reviewContent.omit({ seq: true });

interface ChangeRoute {
  readonly name: Exclude<ChangeName, 'reviewContent'>;
  readonly path: string;
  readonly summary: string;
  readonly problems?: readonly string[];
}

const CHANGES: readonly ChangeRoute[] = [
  {
    name: 'changeStatus',
    path: 'status',
    summary: 'Sets the status',
    problems: ['REASON_REQUIRED', 'TRANSITION_NOT_ALLOWED'],
  },
  { name: 'recordPayment', path: 'payments', summary: 'Records a payment', problems: ['TOO_MANY'] },
  {
    name: 'deliverContent',
    path: 'content',
    summary: 'Hands in content',
    problems: ['DELIVERABLE_NOT_FOUND', 'TOO_MANY'],
  },
  {
    name: 'addNote',
    path: 'notes',
    summary: 'Adds a note; `contact` says that the creator answered',
  },
  {
    name: 'updateDelivery',
    path: 'delivery',
    summary: 'Sets the delivery',
    problems: ['NO_SHIPMENT', 'REASON_REQUIRED'],
  },
  { name: 'assignOwner', path: 'owner', summary: 'Gives it to an owner, or to nobody' },
  {
    name: 'snoozeReminder',
    path: 'snooze',
    summary: 'Holds attention and reminders back until an instant',
    problems: ['SNOOZE_OUT_OF_RANGE'],
  },
  {
    name: 'undo',
    path: 'undo',
    summary: 'Takes an event back where that is safe',
    problems: ['UNDO_UNSAFE'],
  },
];

/** Every change of a collaboration, and its creation. All take Idempotency-Key; changes take If-Match too. */
export const changeRoutes = (deps: Deps): Route[] => [
  route({
    method: 'post',
    path: '/api/collaborations',
    summary: 'Creates a collaboration',
    allow: 'collaboration.create',
    body: createBody,
    readsBodyItself: true,
    answers: { 201: { description: 'Created', schema: z.object({ collaboration }) }, 202: pending },
    problems: ['ALREADY_OPEN', 'CAMPAIGN_ARCHIVED', 'IDEMPOTENCY_KEY_REUSED'],
    handle: ({ c, caller }) => receiveCreate(deps, c, caller),
  }),
  ...CHANGES.map((change) => changeRoute(deps, change)),
  route({
    method: 'patch',
    path: '/api/collaborations/:id/terms',
    summary: 'Edits the terms; a field left out stays, null empties it',
    body: COMMAND_BODIES.editTerms,
    readsBodyItself: true,
    answers: changed,
    problems: ['COLLABORATION_CLOSED', 'SHIPMENT_UNDER_WAY', 'DELIVERABLE_NOT_FOUND', ...SHARED],
    handle: ({ c, caller, params }) =>
      receiveChange(deps, { c, caller, collaborationId: params.id, name: 'editTerms' }),
  }),
  route({
    method: 'post',
    path: '/api/collaborations/:id/content/:seq/review',
    summary: 'Accepts content or asks for changes',
    body: reviewBody,
    readsBodyItself: true,
    answers: changed,
    problems: ['CONTENT_NOT_FOUND', ...SHARED],
    handle: ({ c, caller, params }) =>
      receiveChange(deps, {
        c,
        caller,
        collaborationId: params.id,
        name: 'reviewContent',
        bodyOf: (json) => ({ ...valid(reviewBody, json), seq: Number(params.seq) }),
      }),
  }),
];

function changeRoute(deps: Deps, { name, path, summary, problems = [] }: ChangeRoute): Route {
  const body: z.ZodType<object> = COMMAND_BODIES[name];
  return route({
    method: 'post',
    path: `/api/collaborations/:id/${path}`,
    summary,
    body,
    readsBodyItself: true,
    answers: changed,
    problems: [...problems, ...SHARED],
    handle: ({ c, caller, params }) =>
      receiveChange(deps, { c, caller, collaborationId: params.id, name }),
  });
}
