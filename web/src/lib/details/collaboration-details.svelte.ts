import type { ChangeBody, ChangeName } from '@parley/domain/commands.schema';
import type { CollaborationView, EventView, MemberView, Named } from '@parley/domain/view';
import { errorsByField } from '#lib/form/errors-by-field.ts';
import type { FreshCollaboration, Live } from '#lib/live/live.svelte.ts';
import type { ChangeOutcome, SendChange } from './change.ts';
import { freshThings } from './fresh-things.ts';
import { merged } from './merge-change.ts';
import { pendingEvents } from './pending-events.ts';
import { readDetails, readEvents, type DetailsData } from './read-details.ts';
import { joinEvents } from './timeline.ts';

const TINT_MS = 1_200;

/** One open collaboration: as read, kept present by the feed, with this person's own changes on top. */
export class CollaborationDetails {
  readonly #live: Live;
  readonly #me: Named;
  #base: CollaborationView;
  #events: readonly EventView[];
  #nextCursor: string | null;
  #fresh = $state.raw<ReadonlySet<string>>(new Set());
  #isReading = false;
  members: readonly MemberView[];
  owners: readonly MemberView[];
  isArchived: boolean;
  isLoadingOlder = $state(false);

  constructor(live: Live, me: Named, data: DetailsData) {
    this.#live = live;
    live.know(data.members);
    this.#me = me;
    this.#base = $state.raw(data.collaboration);
    this.#events = $state.raw(data.events.items);
    this.#nextCursor = $state(data.events.nextCursor);
    this.members = $state.raw(data.members);
    this.owners = $state.raw(data.owners);
    this.isArchived = $state(data.isArchived);
  }

  /** As this person must see it: the read model with their own unanswered changes. */
  readonly view = $derived.by(() => this.#live.shown(this.#base));

  /** Newest first, what is not answered yet on top. */
  readonly events = $derived.by((): readonly EventView[] => {
    const pending = this.#live.changes.pendingOf(this.#base.id);
    if (pending.length === 0) return this.#events;
    const known = new Set(this.#events.map(({ commandId }) => commandId));
    const unknown = pending.filter(({ commandId }) => !known.has(commandId));
    const names = { me: { ...this.#me, kind: 'member' as const }, person: this.person };
    return [...pendingEvents(this.#base, unknown, names), ...this.#events];
  });

  get version(): number {
    return this.#base.version;
  }
  get hasOlder(): boolean {
    return this.#nextCursor !== null;
  }
  isFresh = (thing: string): boolean => this.#fresh.has(thing);
  /** Guests may not read the members: then whoever is named on this page is known by it. */
  person = (id: string): Named | null => {
    const actor = this.#events.find((event) => event.actor.id === id)?.actor;
    const known = [this.#me, ...this.members, this.#base.owner, actor && { id, name: actor.name }];
    return known.find((person) => person?.id === id) ?? null;
  };

  /** Takes what the feed or an answer brought; others' changes tint for 1.2 s. */
  absorb(all: readonly FreshCollaboration[]): void {
    for (const { collaboration, event, own } of all) {
      if (collaboration.id !== this.#base.id) continue;
      const isKnown = this.#events.some(({ commandId }) => commandId === event?.commandId);
      if (event) this.#events = joinEvents(this.#events, [event]);
      const next = merged(this.#base, collaboration, event);
      if (next) this.#base = next;
      else void this.readAgain();
      if (event && !own && !isKnown) this.#tint(freshThings(event));
    }
  }

  /** Reads everything anew, after a gap, something taken back, or a conflict. */
  async readAgain(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    const read = await readDetails(fetch, this.#base.id);
    this.#isReading = false;
    if (read.ok) this.take(read.data);
  }

  /** Takes a fresh read; what arrived while it was under way comes on top. */
  take(data: DetailsData): void {
    if (data.collaboration.id !== this.#base.id) return;
    if (data.collaboration.version >= this.#base.version) this.#base = data.collaboration;
    this.#events = joinEvents(this.#events, data.events.items);
    this.members = data.members;
    this.owners = data.owners;
    this.isArchived = data.isArchived;
    this.absorb(this.#live.since(data.readAt));
  }

  async loadOlder(): Promise<void> {
    if (this.#nextCursor === null || this.isLoadingOlder) return;
    this.isLoadingOlder = true;
    const page = await readEvents(fetch, this.#base.id, this.#nextCursor);
    this.isLoadingOlder = false;
    if (!page.ok) return;
    this.#events = joinEvents(page.data.items, this.#events);
    this.#nextCursor = page.data.nextCursor;
  }

  change: SendChange = async <N extends ChangeName>(
    name: N,
    body: ChangeBody<N>,
    options: { readonly ifMatch?: number } = {},
  ): Promise<ChangeOutcome> => {
    const seen = options.ifMatch === undefined ? {} : { seen: options.ifMatch };
    const outcome = await this.#live.changes.send(this.#base.id, name, body, {
      ...seen,
      quiet: true,
    });
    if (outcome.kind !== 'refused') return { kind: 'stored' };
    const { code, message } = outcome.problem;
    const [wrong] = Object.values(errorsByField(outcome.problem));
    // The other person's value and name are shown beside this one's.
    if (code === 'VERSION_CONFLICT') await this.readAgain();
    return { kind: 'refused', code, words: wrong ?? message };
  };

  #tint(things: readonly string[]): void {
    this.#fresh = new Set([...this.#fresh, ...things]);
    setTimeout(() => {
      this.#fresh = new Set([...this.#fresh].filter((thing) => !things.includes(thing)));
    }, TINT_MS);
  }
}
