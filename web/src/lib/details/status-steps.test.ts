import { describe, expect, it } from 'vitest';
import { STATUSES } from '@parley/domain/statuses';
import { statusMeaning, statusSteps } from './status-steps.ts';

describe('statusSteps', () => {
  it.each(['Pending', 'Negotiating', 'Fulfilling'] as const)(
    'leaves every other status open from %s',
    (current) => {
      const steps = statusSteps(current, null);
      expect(steps.map(({ status }) => status)).toEqual([...STATUSES]);
      expect(steps.every(({ blocked }) => blocked === null)).toBe(true);
    },
  );

  it.each(['Completed', 'Cancelled'] as const)('says why nothing follows %s', (current) => {
    for (const step of statusSteps(current, null)) {
      if (step.status === current) expect(step.blocked).toBeNull();
      else expect(step.blocked).toBe(`${current} is final: the status cannot be changed any more.`);
    }
  });

  it('marks what was passed, and nothing as passed once cancelled', () => {
    expect(statusSteps('Fulfilling', null).map(({ state }) => state)).toEqual([
      'passed',
      'passed',
      'current',
      'ahead',
      'ahead',
    ]);
    expect(statusSteps('Cancelled', null).some(({ state }) => state === 'passed')).toBe(false);
  });

  it('gives the reason of a reader who may not change it', () => {
    expect(statusSteps('Pending', 'Guests read only.')[1]?.blocked).toBe('Guests read only.');
  });
});

describe('statusMeaning', () => {
  it('never says that all is met where it is not', () => {
    expect(statusMeaning('Completed', 0)).toBe('All deliverables are met. Completed is final.');
    expect(statusMeaning('Completed', 2)).toBe(
      'Completed with 2 deliverables not met. Completed is final.',
    );
    expect(statusMeaning('Fulfilling', 2)).toBe('Terms are final and the work has begun.');
  });
});
