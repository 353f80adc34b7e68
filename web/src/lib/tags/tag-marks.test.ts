import { expect, test } from 'vitest';
import { marksAsBody, pressed, shownState, stateOf, type TagMarks } from './tag-marks.ts';
import type { TagState } from './choices.ts';

const NONE: TagMarks = new Map();

/** What a box shows after each press. */
function presses(before: TagState, times: number): TagState[] {
  let marks = NONE;
  return Array.from({ length: times }, () => {
    marks = pressed(marks, 'a', before);
    return shownState(before, marks.get('a'));
  });
}

test('a box is full on all, mixed on some, empty on none', () => {
  expect([stateOf(0, 3), stateOf(2, 3), stateOf(3, 3)]).toEqual(['none', 'some', 'all']);
});

test('a mixed box goes to all, to none, and back to being left alone', () => {
  expect(presses('some', 4)).toEqual(['all', 'none', 'some', 'all']);
});

test('others go between all and none, and are left alone again on the way back', () => {
  expect(presses('none', 3)).toEqual(['all', 'none', 'all']);
  expect(presses('all', 3)).toEqual(['none', 'all', 'none']);
  expect(marksAsBody(pressed(pressed(NONE, 'a', 'all'), 'a', 'all'))).toEqual({
    add: [],
    remove: [],
  });
});

test('the API gets what is given and what is taken', () => {
  const marks = pressed(pressed(NONE, 'a', 'none'), 'b', 'all');
  expect(marksAsBody(marks)).toEqual({ add: ['a'], remove: ['b'] });
});
