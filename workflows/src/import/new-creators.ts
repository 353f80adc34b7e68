import { newCreator } from '@parley/domain/creator.schema';
import { derivedId } from '@parley/domain/ids';
import type { NamedCreator } from '@parley/domain/imports/collaboration-row';
import { type CreatorDraft, withRow } from './creator-drafts.ts';
import type { Finding } from './finding.ts';
import type { ImportJob } from './import-row.ts';

/** The creators that rows of collaborations bring along, each once, where that was chosen. */
export class NewCreators {
  readonly #plan: Pick<ImportJob, 'id' | 'createsCreators'>;
  readonly #drafts = new Map<string, CreatorDraft>();

  constructor(plan: Pick<ImportJob, 'id' | 'createsCreators'>) {
    this.#plan = plan;
  }

  /** The id that a creator will have whom nobody knows yet. */
  of(row: number, { name, platform, handle }: NamedCreator): Finding<string> {
    if (!this.#plan.createsCreators)
      return {
        ok: false,
        message: 'is no creator’s: import the creators first, or let them be made',
      };
    if (name === null || platform === null || handle === null)
      return {
        ok: false,
        message: 'is new: name, platform and handle are needed to make a creator',
      };
    const parsed = newCreator.safeParse({ name, handles: [{ platform, handle }] });
    if (!parsed.success)
      return { ok: false, message: parsed.error.issues[0]?.message ?? 'is no creator' };
    const key = `${platform} ${handle.toLowerCase()}`;
    const known = this.#drafts.get(key);
    const id = known?.id ?? derivedId(this.#plan.id, 'creator', row);
    const draft = withRow(known ?? { id, isNew: true }, { creator: parsed.data, tags: [] }, [key]);
    this.#drafts.set(key, draft);
    return { ok: true, value: id };
  }

  drafts(): readonly CreatorDraft[] {
    return [...this.#drafts.values()];
  }
}
