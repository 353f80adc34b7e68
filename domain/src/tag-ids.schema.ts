import { z } from 'zod';
import { uuid } from './scalars.ts';

/** Ids of tags, at most 200; the same one twice counts once. */
export const tagIds = z
  .array(uuid)
  .max(200, 'must be at most 200')
  .transform((ids) => [...new Set(ids)]);
