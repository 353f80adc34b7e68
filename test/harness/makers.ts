import { randomUUID } from 'node:crypto';
import type { RunState, ValidationRunView, ValidatorView } from '@parley/domain/validator-view';
import type {
  CampaignView,
  CollaborationView,
  CreatorView,
  EventView,
  Page,
  TagInUse,
} from '@parley/domain/view';
import { jsonAs, messageAs } from './answer.parser.ts';
import type { Answer, Api, Sent } from './api.ts';
import { until } from './wait.ts';

/** What a change is answered with 200. */
export interface Changed {
  readonly collaboration: CollaborationView;
  readonly event: EventView | null;
  readonly version: number;
}
interface CommandView {
  readonly commandId: string;
  readonly state: 'pending' | 'applied' | 'unchanged' | 'refused' | 'failed';
  readonly code?: string;
  readonly event?: EventView;
  readonly version?: number;
}

/** A word that no other test uses. */
export function unique(word: string): string {
  return `${word} ${randomUUID().slice(0, 8)}`;
}

export async function makeCampaign(
  api: Api,
  given: Readonly<Record<string, unknown>> = {},
): Promise<CampaignView> {
  const body = { name: unique('Campaign'), status: 'Live', ...given };
  return thing<CampaignView>(await api.post('/api/campaigns', body), 'campaign');
}

export async function makeTag(api: Api, name: string = unique('Tag')): Promise<TagInUse> {
  return thing<TagInUse>(await api.post('/api/tags', { name }), 'tag');
}

export async function makeCreator(
  api: Api,
  given: Readonly<Record<string, unknown>> = {},
): Promise<CreatorView> {
  const handles = [{ platform: 'Instagram', handle: `maker.${randomUUID().slice(0, 12)}` }];
  return thing<CreatorView>(
    await api.post('/api/creators', { name: unique('Creator'), handles, ...given }),
    'creator',
  );
}

/** Makes one with a creator of its own, waiting for its outcome where it was stored first. */
export async function makeCollaboration(
  api: Api,
  given: Readonly<Record<string, unknown>> & { readonly campaignId: string },
): Promise<CollaborationView> {
  const creatorId = given['creatorId'] ?? (await makeCreator(api)).id;
  const answer = await api.post<unknown>('/api/collaborations', { ...given, creatorId });
  if (answer.status !== 202) return thing<CollaborationView>(answer, 'collaboration');
  const made = await outcomeOf(api, answer);
  if (!made.event) throw new Error(`the collaboration was not made: ${JSON.stringify(made)}`);
  const { data } = made.event;
  if (!('id' in data)) throw new Error(`not Created: ${JSON.stringify(made)}`);
  return read(api, data.id);
}

/** Makes a change and waits until it is decided; throws where it is refused. */
export async function change(
  api: Api,
  id: string,
  route: string,
  body: unknown,
  sent: Sent = {},
): Promise<Changed> {
  const method = route === 'terms' ? 'PATCH' : 'POST';
  const path = `/api/collaborations/${id}/${route}`;
  const answer = await api.raw<Changed>(method, path, JSON.stringify(body), sent);
  if (answer.status === 200) return answer.body;
  if (answer.status !== 202)
    throw new Error(`${route} was not accepted: ${answer.status} ${answer.text}`);
  const outcome = await outcomeOf(api, answer);
  if (outcome.state !== 'applied')
    throw new Error(`${route} was not applied: ${JSON.stringify(outcome)}`);
  return {
    collaboration: await read(api, id),
    event: outcome.event ?? null,
    version: outcome.version ?? 0,
  };
}

/** What became of a change that was answered 202. */
export async function outcomeOf(
  api: Api,
  answer: Answer<unknown>,
  limitMs = 60_000,
): Promise<CommandView> {
  const { commandId } = jsonAs<{ commandId: string }>(answer.text);
  const ask = async () => {
    const asked = await api.get<CommandView>(`/api/commands/${commandId}`);
    return asked.status === 200 && asked.body.state !== 'pending' && asked.body;
  };
  return until(`the outcome of ${commandId}`, ask, limitMs);
}

export async function read(api: Api, id: string): Promise<CollaborationView> {
  const answer = await api.get<CollaborationView>(`/api/collaborations/${id}`);
  if (answer.status !== 200)
    throw new Error(`${id} could not be read: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** The whole timeline, oldest first. */
export async function timeline(api: Api, id: string): Promise<EventView[]> {
  const events: EventView[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/api/collaborations/${id}/events?limit=200${query}`;
    const page: Page<EventView> = (await api.get<Page<EventView>>(path)).body;
    events.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return events.toReversed();
}

/** A creation answers the thing under its name. */
function thing<T>(answer: Answer<unknown>, name: string): T {
  if (answer.status !== 201)
    throw new Error(`${name} was not made: ${answer.status} ${answer.text}`);
  const found = jsonAs<Record<string, unknown>>(answer.text)[name];
  if (found === undefined) throw new Error(`no ${name} in ${answer.text}`);
  return messageAs<T>(found);
}

export async function makeValidator(
  api: Api,
  given: Readonly<Record<string, unknown>> = {},
): Promise<ValidatorView> {
  const body = { name: unique('Validator').slice(0, 40), criteria: 'Hiking', ...given };
  return thing<ValidatorView>(await api.post('/api/validators', body), 'validator');
}

/** Confirms a run of a validator. */
export async function startRun(
  api: Api,
  validatorId: string,
  body: unknown,
  sent: Sent = {},
): Promise<ValidationRunView> {
  const answer = await api.post<{ run: ValidationRunView }>(
    `/api/validators/${validatorId}/runs`,
    body,
    sent,
  );
  if (answer.status !== 202) throw new Error(`no run: ${answer.status} ${answer.text}`);
  return answer.body.run;
}

/** Waits until a run is in a state. */
export function untilRun(
  api: Api,
  runId: string,
  state: RunState,
  limitMs = 30_000,
): Promise<ValidationRunView> {
  const ask = async () => {
    const { body } = await api.get<ValidationRunView>(`/api/validation-runs/${runId}`);
    if (body.state !== state) throw new Error(JSON.stringify(body));
    return body;
  };
  return until(`a run to be ${state}`, ask, limitMs);
}
