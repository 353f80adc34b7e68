import { TAG_COLOURS } from '@parley/domain/tags';
import type { TagView } from '@parley/domain/view';
import { folded } from './choices.ts';

/** What the feed says of a tag: how it is now, or null where it is gone. */
export interface TagChange {
  readonly id: string;
  readonly tag: TagView | null;
}

/** The changes of tags among what the feed brought. */
export function tagChanges(
  changes: readonly { readonly kind: string; readonly id: string; readonly value: unknown }[],
): readonly TagChange[] {
  return changes.flatMap(({ kind, id, value }) =>
    kind === 'tag' ? [{ id, tag: tagOf(id, value) }] : [],
  );
}

/**
 * The tags of a creator after these changes, by name; the very same list where none of them is on it, so that
 * nothing is drawn anew. A tag of many creators is announced alone: whoever shows it replaces it by its id.
 */
export function retagged(
  tags: readonly TagView[],
  changes: readonly TagChange[],
): readonly TagView[] {
  const latest = new Map(changes.map((change) => [change.id, change.tag]));
  if (!tags.some((tag) => latest.has(tag.id))) return tags;
  return tags
    .flatMap((tag) => {
      const now = latest.get(tag.id);
      return now === undefined ? [tag] : now === null ? [] : [now];
    })
    .sort((a, b) => (folded(a.name) < folded(b.name) ? -1 : 1));
}

function tagOf(id: string, value: unknown): TagView | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('name' in value) || typeof value.name !== 'string' || !('colour' in value)) return null;
  const colour = TAG_COLOURS.find((one) => one === value.colour);
  return { id, name: value.name, colour: colour ?? 'grey' };
}
