import type { CollaborationInput } from './carried.schema.ts';
import { CARRY } from './limits.ts';

export type Remembered =
  | { readonly kind: 'applied'; readonly seq: number | null }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  /** The id was used before, for another change. */
  | { readonly kind: 'reused' };

interface Entry {
  readonly hash: string;
  readonly outcome: Exclude<Remembered, { kind: 'reused' }>;
}

/** Which commands were decided and how: the newest 2,000 that were accepted and the newest 200 refused. */
export class CommandMemory {
  // A Map keeps the order of insertion, so the first key is the oldest.
  readonly #applied = new Map<string, Entry>();
  readonly #refused = new Map<string, Entry>();

  constructor({ applied, refused }: Pick<CollaborationInput, 'applied' | 'refused'>) {
    for (const [id, seq, hash] of applied) this.keepApplied(id, seq, hash);
    for (const [id, code, detail, hash] of refused) this.keepRefused(id, code, detail, hash);
  }

  recall(commandId: string, hash: string): Remembered | null {
    const entry = this.#applied.get(commandId) ?? this.#refused.get(commandId);
    if (!entry) return null;
    const isSame = entry.hash === '' || entry.hash === short(hash);
    return isSame ? entry.outcome : { kind: 'reused' };
  }

  keepApplied(commandId: string, seq: number | null, hash: string): void {
    keep(
      this.#applied,
      commandId,
      { hash: short(hash), outcome: { kind: 'applied', seq } },
      CARRY.applied,
    );
  }

  keepRefused(commandId: string, code: string, detail: string, hash: string): void {
    const outcome = {
      kind: 'refused',
      code,
      detail: detail.slice(0, CARRY.detailChars).toWellFormed(),
    } as const;
    keep(this.#refused, commandId, { hash: short(hash), outcome }, CARRY.refused);
  }

  carried(): Pick<CollaborationInput, 'applied' | 'refused'> {
    const applied: CollaborationInput['applied'] = [];
    for (const [id, { hash, outcome }] of this.#applied) {
      if (outcome.kind === 'applied') applied.push([id, outcome.seq, hash]);
    }
    const refused: CollaborationInput['refused'] = [];
    for (const [id, { hash, outcome }] of this.#refused) {
      if (outcome.kind === 'refused') refused.push([id, outcome.code, outcome.detail, hash]);
    }
    return { applied, refused };
  }
}

function keep(entries: Map<string, Entry>, id: string, entry: Entry, most: number): void {
  entries.set(id, entry);
  if (entries.size <= most) return;
  const [oldest] = entries.keys();
  if (oldest !== undefined) entries.delete(oldest);
}

function short(hash: string): string {
  return hash.slice(0, CARRY.hashChars);
}
