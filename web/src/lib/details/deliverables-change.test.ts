import { describe, expect, it } from 'vitest';
import {
  draftOf,
  draftProblem,
  NEW_DELIVERABLE,
  withChanged,
  withNew,
  without,
} from './deliverables-change.ts';

const reel = { id: 'r', type: 'Reel', quantity: 2, requirements: null, dueOn: null, delivered: 1 };
const story = {
  id: 's',
  type: 'Story',
  quantity: 1,
  requirements: 'Tag us',
  dueOn: '2026-12-01',
  delivered: 0,
};

describe('the list of deliverables as it is sent', () => {
  it('keeps the ids of all that stay and changes one', () => {
    const draft = { ...draftOf(reel), quantity: '3', requirements: ' 9:16 ' };
    expect(withChanged([reel, story], 'r', draft)).toEqual([
      { id: 'r', type: 'Reel', quantity: 3, requirements: '9:16', dueOn: null },
      { id: 's', type: 'Story', quantity: 1, requirements: 'Tag us', dueOn: '2026-12-01' },
    ]);
  });

  it('adds a new one without id and leaves one out', () => {
    const added = withNew([reel], { ...NEW_DELIVERABLE, type: 'Post' });
    expect(added[1]).toEqual({ type: 'Post', quantity: 1, requirements: null, dueOn: null });
    expect(without([reel, story], 'r').map(({ id }) => id)).toEqual(['s']);
  });

  it.each(['0', '-1', '1.5', 'two', '10001', ''])(
    'refuses the quantity %j in words',
    (quantity) => {
      expect(draftProblem({ ...NEW_DELIVERABLE, type: 'Reel', quantity })).toMatch(/whole number/);
    },
  );

  it('asks what is wanted', () => {
    expect(draftProblem(NEW_DELIVERABLE)).toMatch(/asked for/);
    expect(draftProblem({ ...NEW_DELIVERABLE, type: 'Reel' })).toBeNull();
  });
});
