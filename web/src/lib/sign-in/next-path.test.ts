import { describe, expect, it } from 'vitest';
import { nextPath } from './next-path.ts';

describe('nextPath', () => {
  it.each(['/campaigns', '/collaborations?view=board&q=a', '/creators/1'])('keeps %s', (path) => {
    expect(nextPath(path)).toBe(path);
  });
  it.each([
    null,
    '',
    'https://evil.test',
    '//evil.test',
    '/\\evil.test',
    '/sign-in?next=/x',
    'javascript:alert(1)',
  ])('goes home instead of %j', (path) => expect(nextPath(path)).toBe('/collaborations'));
});
