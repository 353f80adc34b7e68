import { permits } from '@parley/domain/permissions';
import type { Me, Page, SavedView } from '@parley/domain/view';
import { getContext, setContext } from 'svelte';
import { v7 } from 'uuid';
import { call, get, type Answer, type Fetch, type Method } from '#lib/api/client.ts';
import type { Problem } from '#lib/api/problem.ts';
import { homeOf } from './view-href.ts';

const KEY = Symbol('views');

/** What can be changed of a view. */
export interface ViewParts {
  readonly name?: string;
  readonly query?: string;
  readonly scope?: SavedView['scope'];
  readonly position?: number;
}

/** Every view that a person sees, page after page; none where they cannot be read. */
export async function readViews(fetcher: Fetch): Promise<readonly SavedView[]> {
  const views: SavedView[] = [];
  for (let cursor = ''; ;) {
    const page = await get<Page<SavedView>>(fetcher, `/api/views?limit=200${cursor}`);
    if (!page.ok) return views;
    views.push(...page.data.items);
    if (page.data.nextCursor === null) return views;
    cursor = `&cursor=${encodeURIComponent(page.data.nextCursor)}`;
  }
}

/** The person's views, the same ones for the bar, the sidebar and the palette. */
export class SavedViews {
  all = $state.raw<readonly SavedView[]>([]);
  readonly #me: Me['user'];

  constructor(me: Me['user'], all: readonly SavedView[]) {
    this.#me = me;
    this.all = all;
  }

  /** Where the list opens. */
  get home(): string {
    return homeOf(this.all);
  }
  get mayShare(): boolean {
    return permits(this.#me.role, 'view.share');
  }
  mayEdit(view: SavedView): boolean {
    const isManager = this.#me.role === 'owner' || this.#me.role === 'admin';
    return !view.isPreset && (view.owner?.id === this.#me.id || isManager);
  }

  async read(): Promise<void> {
    this.all = await readViews(fetch);
  }
  /** Answers the new view, or why there is none. */
  async save(parts: Required<Omit<ViewParts, 'position'>>): Promise<SavedView | Problem> {
    const answer = await this.#ask<{ view: SavedView }>('POST', '/api/views', parts);
    return answer.ok ? answer.data.view : answer.problem;
  }
  /** Answers what was refused, or null. */
  change(id: string, parts: ViewParts): Promise<Problem | null> {
    return this.#done('PATCH', `/api/views/${id}`, parts);
  }
  remove(id: string): Promise<Problem | null> {
    return this.#done('DELETE', `/api/views/${id}`);
  }
  /** Makes the list open with this view; null: with everything. */
  choose(viewId: string | null): Promise<Problem | null> {
    return this.#done('PUT', '/api/views/default', { viewId });
  }

  async #done(method: Method, path: string, body?: object): Promise<Problem | null> {
    const answer = await this.#ask(method, path, body);
    return answer.ok ? null : answer.problem;
  }
  async #ask<T>(method: Method, path: string, body?: object): Promise<Answer<T>> {
    const answer = await call<T>(fetch, method, path, {
      ...(body ? { body } : {}),
      idempotencyKey: v7(),
    });
    if (answer.ok) await this.read();
    return answer;
  }
}

/** Called once by the frame. */
export function provideViews(views: SavedViews): SavedViews {
  return setContext(KEY, views);
}

export function useViews(): SavedViews {
  return getContext<SavedViews>(KEY);
}
