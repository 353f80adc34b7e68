import { expect, it } from 'vitest';
import { titleOf } from './notifications.ts';

const nothing = { creator: null, campaign: null, data: {} };

it('says what a batch of somebody else changed', () => {
  const told = (count: number) => titleOf('BATCH_DONE', { ...nothing, data: { count } });
  expect(told(1)).toBe('A batch changed 1 collaboration of yours');
  expect(told(12)).toBe('A batch changed 12 collaborations of yours');
});

it('says which negotiation stands still', () => {
  const about = { creator: 'Ada', campaign: 'Spring', data: {} };
  expect(titleOf('NEGOTIATION_STALLED', about)).toBe(
    'The negotiation with Ada (Spring) stands still',
  );
});
