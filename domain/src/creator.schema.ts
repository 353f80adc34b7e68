import { LIMITS } from './limits.ts';
import { tagIds } from './tag-ids.schema.ts';
import { httpUrl, shortText, text } from './text.ts';
import { PLATFORMS } from './view.ts';
import { z } from 'zod';

/** 1–100 characters without spaces; a leading @ is dropped. Kept as typed, compared without case. */
const handleName = text(LIMITS.handleChars + 1)
  .overwrite((value) => value.replace(/^@/, ''))
  .refine((value) => value.length >= 1, 'must not be empty')
  .refine(
    (value) => value.length <= LIMITS.handleChars,
    `must be at most ${LIMITS.handleChars} characters`,
  )
  .refine((value) => !/\s/.test(value), 'must not contain spaces');

export const handleBody = z.strictObject({
  platform: z.enum(PLATFORMS, { error: `must be one of ${PLATFORMS.join(', ')}` }),
  handle: handleName,
  url: httpUrl.nullish(),
  followers: z.int().min(0).max(1_000_000_000_000).nullish(),
  engagementPercent: z.number().min(0).max(100).nullish(),
});
export type HandleBody = z.output<typeof handleBody>;

const mailAddress = shortText.refine(
  (value) => /^[^\s@]+@[^\s@]+$/.test(value),
  'must be an e-mail address',
);
const contact = z.strictObject({
  email: mailAddress.nullish(),
  phone: shortText.nullish(),
  agentName: shortText.nullish(),
  agentEmail: mailAddress.nullish(),
  address: shortText.nullish(),
});

const handles = z.array(handleBody).min(1, 'must have at least one').max(50, 'must be at most 50');
const details = {
  bio: shortText.nullish(),
  country: shortText.nullish(),
  audience: shortText.nullish(),
  contact: contact.nullish(),
  tagIds: tagIds.optional(),
};

export const newCreator = z.strictObject({ name: shortText, handles, ...details });
export type NewCreator = z.output<typeof newCreator>;

/** A field left out stays, null empties it; `handles` and `tagIds` are whole lists; of `contact` only the named parts change. */
export const creatorChange = z
  .strictObject({ name: shortText.optional(), handles: handles.optional(), ...details })
  .refine(
    (value) => Object.values(value).some((field) => field !== undefined),
    'nothing to change',
  );
export type CreatorChange = z.output<typeof creatorChange>;
