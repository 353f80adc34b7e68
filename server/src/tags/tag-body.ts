import { TAG_COLOURS } from '@parley/domain/tags';
import { shortText } from '@parley/domain/text';
import { z } from 'zod';

/** What the index over names without case and accents takes, in bytes of UTF-8. */
const MOST_KEY_BYTES = 2_500;

const tagName = shortText.refine(
  (name) => Buffer.byteLength(name.normalize('NFKD')) <= MOST_KEY_BYTES,
  'is too long',
);
const colour = z.enum(TAG_COLOURS, { error: `must be one of ${TAG_COLOURS.join(', ')}` });

export const newTag = z.strictObject({ name: tagName, colour: colour.default('grey') });
export type NewTag = z.output<typeof newTag>;

export const tagChange = z
  .strictObject({ name: tagName.optional(), colour: colour.optional() })
  .refine(
    (value) => Object.values(value).some((field) => field !== undefined),
    'nothing to change',
  );
export type TagChange = z.output<typeof tagChange>;
