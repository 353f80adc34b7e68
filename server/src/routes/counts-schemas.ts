import { TAG_COLOURS } from '@parley/domain/tags';
import { z } from 'zod';

/* What counts answer, for the description of the API; the types themselves are domain/src/view.ts. */

const valueCount = z.object({ value: z.string(), count: z.int() });
const namedCount = valueCount.extend({ name: z.string().nullable() });
const values = z.array(valueCount);
const tags = z.array(namedCount.extend({ colour: z.enum(TAG_COLOURS).nullable() }));

export const collaborationCountsSchema = z.object({
  total: z.int(),
  status: values,
  campaign: z.array(namedCount),
  creator: z.array(
    namedCount.extend({ handle: z.string().nullable(), platform: z.string().nullable() }),
  ),
  owner: z.array(namedCount),
  tag: tags,
  delivery: values,
  validation: values,
  attention: values,
  unpaid: values,
});

export const creatorCountsSchema = z.object({
  total: z.int(),
  platform: values,
  country: values,
  tag: tags,
});
