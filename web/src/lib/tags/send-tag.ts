import type { TagColour } from '@parley/domain/tags';
import type { TagInUse } from '@parley/domain/view';
import { v7 } from 'uuid';
import { call, type Answer } from '#lib/api/client.ts';

/** Makes a tag; the browser's own fetch. */
export const sendNewTag = (name: string, colour?: TagColour): Promise<Answer<{ tag: TagInUse }>> =>
  call(fetch, 'POST', '/api/tags', {
    body: colour ? { name, colour } : { name },
    idempotencyKey: v7(),
  });

export const sendTagChange = (
  id: string,
  body: { readonly name?: string; readonly colour?: TagColour },
): Promise<Answer<{ tag: TagInUse }>> =>
  call(fetch, 'PATCH', `/api/tags/${id}`, { body, idempotencyKey: v7() });

export const sendTagRemoval = (id: string): Promise<Answer<null>> =>
  call(fetch, 'DELETE', `/api/tags/${id}`, { idempotencyKey: v7() });
