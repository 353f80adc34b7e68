import type { TagView } from '@parley/domain/view';

/** Whether a tag is on all, some or none of what is chosen. */
export type TagState = 'all' | 'some' | 'none';

/** The tags whose name contains what was typed, whatever its case and accents. */
export function matchingTags<T extends TagView>(tags: readonly T[], typed: string): readonly T[] {
  const wanted = folded(typed.trim());
  return wanted === '' ? tags : tags.filter((tag) => folded(tag.name).includes(wanted));
}

/** Whether a tag of this name can be made: something is typed and no tag has the name. */
export function isFreeName(tags: readonly TagView[], typed: string): boolean {
  const wanted = folded(typed.trim());
  return wanted !== '' && tags.every((tag) => folded(tag.name) !== wanted);
}

/** A name as the server compares and orders it: without case and accents. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
