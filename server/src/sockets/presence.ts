import type { PresencePerson } from '@parley/domain/view';

interface Watcher {
  readonly personId: string;
  readonly name: string;
  readonly field: string | null;
}

/** Who looks at which collaboration, and in which field they are, in this process. Pure. */
export class Presence {
  readonly #watchers = new Map<string, Map<string, Watcher>>();

  /** Adds the socket, or moves it to another field. */
  set(collaborationId: string, socketId: string, watcher: Watcher): void {
    const watchers = this.#watchers.get(collaborationId) ?? new Map<string, Watcher>();
    watchers.set(socketId, watcher);
    this.#watchers.set(collaborationId, watchers);
  }

  has(collaborationId: string, socketId: string): boolean {
    return this.#watchers.get(collaborationId)?.has(socketId) ?? false;
  }

  /** Takes the socket away; false where it was not there. */
  delete(collaborationId: string, socketId: string): boolean {
    const watchers = this.#watchers.get(collaborationId);
    const wasThere = watchers?.delete(socketId) ?? false;
    if (watchers?.size === 0) this.#watchers.delete(collaborationId);
    return wasThere;
  }

  /** Where anybody is. */
  collaborations(): string[] {
    return [...this.#watchers.keys()];
  }

  /** Every person once, in the field of whichever of their windows is in one, by name. */
  people(collaborationId: string): PresencePerson[] {
    const people = new Map<string, PresencePerson>();
    for (const { personId, name, field } of this.#watchers.get(collaborationId)?.values() ?? [])
      people.set(personId, {
        id: personId,
        name,
        field: field ?? people.get(personId)?.field ?? null,
      });
    return [...people.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
