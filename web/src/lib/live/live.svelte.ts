import { getContext, setContext } from 'svelte';
import { v7 } from 'uuid';
import type { ImportView } from '@parley/domain/imports/import-view';
import type { ChangeBody, ChangeName } from '@parley/domain/commands.schema';
import type { BatchView } from '@parley/domain/batch-view';
import type {
  ChangeMessage,
  CollaborationRow,
  EventView,
  Named,
  NotificationView,
  PresencePerson,
} from '@parley/domain/view';
import { tellError } from '#lib/ui/toast.ts';
import { isChangeContent, type ChangeContent, type Outcome, type QueuedChange } from './change.ts';
import { ChangeStorage } from './change-storage.ts';
import { loadPart } from './load-part.ts';
import { MessageLog } from './message-log.ts';
import { onNextFrame } from './next-frame.ts';
import { Outbox, type SendAnswer } from './outbox.ts';
import type { withChange } from './overlay.ts';
import { saveStateOf, type SaveState } from './save-state.ts';
import { askForChange, sendChange } from './send-change.ts';
import { Feed, type PresentAt } from './socket.ts';

const KEY = Symbol('live');
const NOBODY: readonly Named[] = [];

/** A collaboration as it is now, from the socket or from the answer to a change of ours. */
export interface FreshCollaboration {
  readonly collaboration: CollaborationRow;
  readonly event: EventView | null;
  /** Made in this tab: shown already, so nothing is tinted. */
  readonly own: boolean;
}
export type OtherChange = Exclude<ChangeMessage, { kind: 'collaboration' }>;

export interface LiveListener {
  /** In the order of the feed, at most once per frame. */
  readonly collaborations?: (fresh: readonly FreshCollaboration[]) => void;
  readonly others?: (changes: readonly OtherChange[]) => void;
  readonly notification?: (notification: NotificationView) => void;
  readonly batch?: (batch: BatchView) => void;
  /** How far an import is; of one's own, owners and admins hear of all. */
  readonly imported?: (progress: ImportView) => void;
}

export interface SendOptions {
  /** Version the person saw; a later change of the same thing then refuses this one by name. */
  readonly seen?: number;
  /** The caller shows a refusal itself; otherwise it is told in a toast. */
  readonly quiet?: boolean;
}

interface LiveParts {
  readonly me: Named;
  readonly cursor: string | null;
  /** Reads everything shown again. */
  readonly refresh: () => void;
  readonly signedOut: () => void;
}

/** What is live on this page: the feed, this person's changes on their way, and who else is here. */
export class Live {
  /** False while the socket is being connected (again). */
  isConnected = $state(false);
  save = $state.raw<SaveState>({ kind: 'saved' });
  #pending = $state.raw<readonly QueuedChange[]>([]);
  #presence = $state.raw<ReadonlyMap<string, readonly PresencePerson[]>>(new Map());
  #present = $state.raw<ReadonlyMap<string, readonly Named[]>>(new Map());

  /** The rules that show a change at once: fetched after the page runs, for no page needs them to draw. */
  #withChange = $state.raw<typeof withChange | null>(null);

  readonly #parts: LiveParts;
  readonly #storage: ChangeStorage;
  readonly #outbox: Outbox;
  readonly #feed: Feed;
  readonly #log = new MessageLog();
  readonly #listeners = new Set<LiveListener>();
  readonly #quiet = new Set<string>();
  #people: ReadonlyMap<string, Named>;
  #arrived: ChangeMessage[] = [];

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#people = new Map([[parts.me.id, parts.me]]);
    const isBrowser = typeof localStorage !== 'undefined';
    this.#storage = new ChangeStorage(isBrowser ? localStorage : null, parts.me.id);
    this.#outbox = this.#makeOutbox();
    this.#feed = this.#makeFeed();
  }

  readonly changes = {
    /**
     * Shows a change at once, sends it in its turn and answers what became of it. While offline it waits, also
     * over a reload. Refusals are rolled back and told in words.
     */
    send: <N extends ChangeName>(
      collaborationId: string,
      name: N,
      body: ChangeBody<N>,
      options: SendOptions = {},
    ): Promise<Outcome> => {
      const content: unknown = { name, body };
      if (!isChangeContent(content)) throw new TypeError(`not a change: ${name}`);
      return this.#send(collaborationId, content, options);
    },
    /** What of this collaboration is not answered yet, oldest first. */
    pendingOf: (collaborationId: string): readonly QueuedChange[] =>
      this.#pending.filter((change) => change.collaborationId === collaborationId),
  };

  /** Every change on its way, oldest first. */
  get pending(): readonly QueuedChange[] {
    return this.#pending;
  }

  /** A collaboration as this person must see it: the read model with their own unanswered changes applied. */
  shown<T extends CollaborationRow>(base: T): T {
    const mine = this.changes.pendingOf(base.id);
    if (mine.length === 0) return base;
    const me = { ...this.#parts.me, kind: 'member' as const };
    const names = { me, person: (id: string) => this.#people.get(id) ?? null };
    const apply = this.#withChange;
    return apply ? mine.reduce<T>((view, change) => apply(view, change, names), base) : base;
  }

  /** Names of the team, so that an owner who was just chosen shows by name. */
  know(people: readonly Named[]): void {
    this.#people = new Map([
      ...this.#people,
      ...people.map((person) => [person.id, person] as const),
    ]);
  }

  /** Who looks at a collaboration; only of those that `watch` asked for. */
  peopleAt(collaborationId: string): readonly PresencePerson[] {
    return this.#presence.get(collaborationId) ?? [];
  }
  /** Who else is on a collaboration, as lists show it while `watchAll` asks for it. */
  othersAt(collaborationId: string): readonly Named[] {
    return this.#present.get(collaborationId) ?? NOBODY;
  }
  watchAll(): () => void {
    return this.#feed.watchAll();
  }
  watch(collaborationId: string): () => void {
    return this.#feed.watch(collaborationId);
  }
  setField(collaborationId: string, field: string | null): void {
    this.#feed.field(collaborationId, field);
  }

  /** Hears changes until the answer is called. */
  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * What arrived since a read began (`Date.now()` before the fetch): a change may overtake the answer, so every
   * page absorbs these after it took a fresh read.
   */
  since(readStartedAt: number): readonly FreshCollaboration[] {
    return this.#log.since(readStartedAt).flatMap((message) => this.#fresh(message));
  }

  /** What else arrived since a read began; see `since`. */
  othersSince(readStartedAt: number): readonly OtherChange[] {
    return this.#log.since(readStartedAt).filter((message) => message.kind !== 'collaboration');
  }

  /** Connects and takes up unsent changes; the answer ends it. */
  start(): () => void {
    void loadPart(() => import('./overlay.ts')).then(
      (module) => (this.#withChange = module.withChange),
    );
    this.#outbox.setOffline(!navigator.onLine);
    this.#outbox.restore(this.#storage.load());
    const ending = this.#feed.start();
    const wake = () => void this.#feed.catchUp();
    const seen = () => document.visibilityState === 'visible' && wake();
    const online = () => (this.#outbox.setOffline(false), wake());
    const offline = () => this.#outbox.setOffline(true);
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('focus', wake);
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('focus', wake);
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      void ending.then((end) => end());
    };
  }

  #send(collaborationId: string, content: ChangeContent, options: SendOptions): Promise<Outcome> {
    const commandId = v7();
    if (options.quiet) this.#quiet.add(commandId);
    return this.#outbox.add({
      ...content,
      commandId,
      collaborationId,
      seen: options.seen ?? null,
      at: new Date().toISOString(),
      phase: 'queued',
    });
  }

  #makeOutbox(): Outbox {
    return new Outbox({
      send: (change) => this.#post(change),
      ask: (change) => askForChange(fetch, change),
      keep: (change) => this.#storage.keep(change),
      forget: (commandId) => this.#storage.forget(commandId),
      changed: (changes, isOffline) => {
        this.#pending = changes;
        this.save = saveStateOf(changes, isOffline);
      },
      settled: (change, outcome) => this.#settled(change, outcome),
      later: (run, ms) => setTimeout(run, ms),
    });
  }

  async #post(change: QueuedChange): Promise<SendAnswer> {
    const answer = await sendChange(fetch, change);
    if (answer.kind === 'signed out') this.#parts.signedOut();
    return answer;
  }

  #makeFeed(): Feed {
    return new Feed(this.#parts.cursor, {
      received: (messages) => this.#received(messages),
      resync: () => this.#parts.refresh(),
      connected: (isConnected) => {
        this.isConnected = isConnected;
        if (isConnected) this.#outbox.setOffline(false);
      },
      presence: (id, people) => (this.#presence = new Map(this.#presence).set(id, people)),
      present: (items) => this.#take(items),
      notification: (notification) => {
        for (const listener of this.#listeners) listener.notification?.(notification);
      },
      batch: (batch) => {
        for (const listener of this.#listeners) listener.batch?.(batch);
      },
      imported: (progress) => {
        for (const listener of this.#listeners) listener.imported?.(progress);
      },
    });
  }

  #take(items: readonly PresentAt[] | null): void {
    if (items === null) return void (this.#present = new Map());
    const present = new Map(this.#present);
    for (const { collaborationId, people } of items) {
      const others = people.filter(({ id }) => id !== this.#parts.me.id);
      if (others.length > 0) present.set(collaborationId, others);
      else present.delete(collaborationId);
    }
    this.#present = present;
  }

  #settled(change: QueuedChange, outcome: Outcome): void {
    const isQuiet = this.#quiet.delete(change.commandId);
    if (outcome.kind === 'applied' && outcome.collaboration) {
      this.#publish([{ collaboration: outcome.collaboration, event: outcome.event, own: true }]);
    }
    if (outcome.kind === 'refused' && !isQuiet) {
      tellError(outcome.problem.message, 'Your change was taken back; everything else is kept.');
    }
  }

  /** One render per frame, however many changes a burst brings. */
  #received(messages: readonly ChangeMessage[]): void {
    if (this.#arrived.length === 0) onNextFrame(() => this.#deliver());
    this.#arrived.push(...messages);
  }

  #deliver(): void {
    const messages = this.#arrived;
    this.#arrived = [];
    this.#log.add(messages, Date.now());
    this.#publish(messages.flatMap((message) => this.#fresh(message)));
    for (const message of messages) {
      if (message.kind !== 'collaboration') continue;
      const { version, event, collaboration } = message;
      this.#outbox.confirm(event.commandId, { kind: 'applied', version, event, collaboration });
    }
    const others = messages.filter((message) => message.kind !== 'collaboration');
    if (others.length > 0) for (const listener of this.#listeners) listener.others?.(others);
  }

  #fresh(message: ChangeMessage): FreshCollaboration[] {
    if (message.kind !== 'collaboration') return [];
    const { collaboration, event } = message;
    const own = this.#pending.some((change) => change.commandId === event.commandId);
    return [{ collaboration, event, own }];
  }

  #publish(fresh: readonly FreshCollaboration[]): void {
    if (fresh.length === 0) return;
    for (const listener of this.#listeners) listener.collaborations?.(fresh);
  }
}

/** Called once by the root layout, for a signed-in person. */
export function provideLive(live: Live): Live {
  return setContext(KEY, live);
}

export function useLive(): Live {
  return getContext<Live>(KEY);
}
