import { isChangeContent, type QueuedChange } from './change.ts';

const PREFIX = 'parley.change';

/** What of `localStorage` is used, so that a test can hand in a map. */
export interface KeyValues {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Unsent changes of one person, one entry each, so that tabs never overwrite each other's. A second tab may send
 * the same entry: the Idempotency-Key makes that harmless.
 */
export class ChangeStorage {
  readonly #values: KeyValues | null;
  readonly #prefix: string;

  constructor(values: KeyValues | null, personId: string) {
    this.#values = values;
    this.#prefix = `${PREFIX}.${personId}.`;
  }

  keep(change: QueuedChange): void {
    try {
      this.#values?.setItem(this.#prefix + change.commandId, JSON.stringify(change));
    } catch {
      // Full or forbidden storage: the change is sent all the same, it only does not survive a reload.
    }
  }

  forget(commandId: string): void {
    this.#values?.removeItem(this.#prefix + commandId);
  }

  /** Everything unsent, oldest first: UUIDv7 keys sort by time. */
  load(): QueuedChange[] {
    const values = this.#values;
    if (!values) return [];
    const keys = Array.from({ length: values.length }, (_, index) => values.key(index))
      .filter((key) => key !== null)
      .filter((key) => key.startsWith(this.#prefix))
      .sort();
    return keys.flatMap((key) => parsed(values.getItem(key)));
  }
}

/** Entries are our own, but may be of an older version of this page: what does not look right is dropped. */
function parsed(text: string | null): QueuedChange[] {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isQueued(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isQueued(value: unknown): value is QueuedChange {
  if (!isChangeContent(value)) return false;
  const hasText = (key: string) =>
    typeof Object.getOwnPropertyDescriptor(value, key)?.value === 'string';
  return ['commandId', 'collaborationId', 'at', 'phase'].every(hasText);
}
