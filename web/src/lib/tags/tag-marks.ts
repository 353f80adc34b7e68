import type { TagState } from './choices.ts';

/** What is to become of tags: given, taken away, or (left out) as it is on each. */
export type TagMarks = ReadonlyMap<string, 'add' | 'remove'>;

/** On how many of the chosen a tag is, as its box says before anything is ticked. */
export function stateOf(on: number, of: number): TagState {
  return on === 0 ? 'none' : on < of ? 'some' : 'all';
}

/** A box as it stands now. */
export function shownState(before: TagState, mark: 'add' | 'remove' | undefined): TagState {
  return mark === 'add' ? 'all' : mark === 'remove' ? 'none' : before;
}

/**
 * The marks after a box was pressed. One that is on some goes to all, to none, and back to being left alone; the
 * others only between all and none.
 */
export function pressed(marks: TagMarks, id: string, before: TagState): TagMarks {
  const next = new Map(marks);
  const mark = marks.get(id);
  if (before === 'some') {
    if (mark === undefined) next.set(id, 'add');
    else if (mark === 'add') next.set(id, 'remove');
    else next.delete(id);
  } else if (mark === undefined) next.set(id, before === 'all' ? 'remove' : 'add');
  else next.delete(id);
  return next;
}

/** The marks as the API takes them. */
export function marksAsBody(marks: TagMarks): { add: string[]; remove: string[] } {
  const ids = (kind: 'add' | 'remove') =>
    [...marks].flatMap(([id, mark]) => (mark === kind ? [id] : []));
  return { add: ids('add'), remove: ids('remove') };
}
