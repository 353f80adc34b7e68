import type { BatchView } from '@parley/domain/batch-view';
import { tellError } from '#lib/ui/toast.ts';
import type { Live } from '#lib/live/live.svelte.ts';
import { actOn, readBatches, type BatchAction } from './batch-api.ts';

/** How long an ended batch of somebody else stays in sight. */
const OTHERS_STAY_MS = 8_000;

/** The batches that everybody at this list should see: all that run, and one's own until it is put away. */
export class RunningBatches {
  #batches = $state.raw<ReadonlyMap<string, BatchView>>(new Map());
  readonly #meId: string;
  #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(meId: string) {
    this.#meId = meId;
  }

  /** Oldest first, so that none moves when another one comes. */
  get shown(): readonly BatchView[] {
    return [...this.#batches.values()].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  }

  /** Follows what runs while the page is connected; the answer ends it. */
  follow(live: Live): () => void {
    const unlisten = live.listen({ batch: (batch) => this.take(batch) });
    return () => {
      unlisten();
      for (const timer of this.#timers) clearTimeout(timer);
    };
  }

  /** A newer word of a batch; progress never runs back, whichever way it came. */
  take(batch: BatchView): void {
    const known = this.#batches.get(batch.id);
    if (known && (known.finishedAt !== null || known.pending < batch.pending)) return;
    const hasJustEnded = batch.finishedAt !== null;
    if (!known && hasJustEnded && batch.by.id !== this.#meId) return;
    this.#batches = new Map(this.#batches).set(batch.id, batch);
    if (hasJustEnded && batch.by.id !== this.#meId) this.#putAwayLater(batch.id);
  }

  putAway(id: string): void {
    const next = new Map(this.#batches);
    next.delete(id);
    this.#batches = next;
  }

  async act(id: string, action: BatchAction): Promise<void> {
    const answer = await actOn(id, action);
    if (!answer.ok) return tellError(answer.problem.message);
    if (action === 'undo' || action === 'retry') this.putAway(id);
    this.#batches = new Map(this.#batches).set(answer.data.id, answer.data);
  }

  /** Reads what runs, and what became of those shown: progress that came while nobody listened is not sent again. */
  async catchUp(): Promise<void> {
    const answer = await readBatches();
    if (!answer.ok) return;
    for (const batch of answer.data.items)
      if (batch.finishedAt === null || this.#batches.has(batch.id)) this.take(batch);
  }

  #putAwayLater(id: string): void {
    this.#timers.add(setTimeout(() => this.putAway(id), OTHERS_STAY_MS));
  }
}
