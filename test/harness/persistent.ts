import { randomUUID } from 'node:crypto';
import type { Answer, Api } from './api.ts';
import { outcomeOf } from './makers.ts';
import { until } from './wait.ts';

/** What became of a change that was sent until it was answered. */
export interface Persisted {
  /** Every status the server answered, 0 for a broken connection. */
  readonly statuses: readonly number[];
  readonly state: 'applied' | 'unchanged' | 'refused' | 'failed';
  readonly version: number | null;
}

/** Sends a change with one key, again after every broken connection and 5xx, until its outcome is known. */
export async function persist(
  api: Api,
  path: string,
  body: unknown,
  limitMs = 90_000,
): Promise<Persisted> {
  const key = randomUUID();
  const statuses: number[] = [];
  const answer = await until<Answer<{ version?: number }> | undefined>(
    `an answer to ${path}`,
    async () => {
      const sent = await api.post<{ version?: number }>(path, body, { key }).catch(() => undefined);
      statuses.push(sent?.status ?? 0);
      return sent && sent.status < 500 ? sent : undefined;
    },
    limitMs,
  );
  if (answer.status === 202) {
    const { state, version } = await outcomeOf(api, answer, limitMs);
    return { statuses, state: state === 'pending' ? 'failed' : state, version: version ?? null };
  }
  const state = answer.status < 300 ? 'applied' : 'refused';
  return { statuses, state, version: answer.status === 200 ? (answer.body.version ?? null) : null };
}
