import { describe, expect, it } from 'vitest';
import { draftOfCreator, newHandle, readCreator } from './creator-draft.ts';

const draft = { ...draftOfCreator(null), name: ' Ana ' };

describe('readCreator', () => {
  it('reads a form into a body', () => {
    const handles = [{ ...newHandle(), handle: '@ana', followers: '12,500', engagement: '3,4 %' }];
    expect(readCreator({ ...draft, handles, email: 'a@x.test' })).toMatchObject({
      ok: true,
      body: {
        name: 'Ana',
        bio: null,
        contact: { email: 'a@x.test', phone: null },
        handles: [
          {
            platform: 'Instagram',
            handle: 'ana',
            url: null,
            followers: 12_500,
            engagementPercent: 3.4,
          },
        ],
      },
    });
  });
  it('says every field that is wrong', () => {
    const handles = [{ ...newHandle(), handle: 'a b', followers: 'many', engagement: '120' }];
    const read = readCreator({ ...draft, name: '', handles });
    expect(read.ok ? [] : Object.keys(read.errors).sort()).toEqual([
      'handles.0.engagementPercent',
      'handles.0.followers',
      'handles.0.handle',
      'name',
    ]);
  });
});
