import type { CollaborationCounts } from '@parley/domain/view';
import { get } from '#lib/api/client.ts';
import { filterParams, type ListQuery } from './query.ts';

const PAUSE_MS = 300;

/** How many rows each value of each filter would leave; read when a menu is open, and again when rows change. */
export class FilterCounts {
  now = $state.raw<CollaborationCounts | null>(null);
  #abort: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = '';

  /** `creatorQ` narrows the creators alone. The same again waits a moment: changes come in bursts. */
  want(query: ListQuery, creatorQ: string): void {
    const params = filterParams(query);
    if (creatorQ !== '') params.set('creatorQ', creatorQ);
    const asked = params.toString();
    const isAgain = asked === this.#asked;
    this.#asked = asked;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(asked), isAgain && this.now ? PAUSE_MS : 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  async #read(search: string): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const path = `/api/collaborations/counts?${search}`;
    const answer = await get<CollaborationCounts>(fetch, path, abort.signal).catch(() => null);
    if (answer?.ok && !abort.signal.aborted) this.now = answer.data;
  }
}
