import { uuid } from '@parley/domain/scalars';
import { DELIVERY_STATUSES, STATUSES } from '@parley/domain/statuses';
import { ATTENTION_CODES } from '@parley/domain/view';
import { z } from 'zod';
import { limit, many, wholeNumber } from '../../http/query.ts';
import { searchText } from '../search-text.ts';

export const SORT_KEYS = [
  'attention',
  'created',
  'updated',
  'status',
  'due',
  'compensation',
  'creator',
  'campaign',
  'validation',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

const SORTS = SORT_KEYS.flatMap((key) => [key, `-${key}`] as const);
export interface Sort {
  readonly key: SortKey;
  readonly isDescending: boolean;
}
/** The sort of a list: what needs attention first unless asked. */
export const sort = z
  .enum(SORTS, { error: `must be one of ${SORT_KEYS.join(', ')}, with - before it for descending` })
  .default('attention')
  .transform((value): Sort => {
    const isDescending = value.startsWith('-');
    const key = SORT_KEYS.find((known) => value === known || value === `-${known}`) ?? 'attention';
    return { key, isDescending };
  });
const none = z.literal('none');
const idOrNone = z.union([none, uuid], { error: 'must be a UUID or none' });

/** What selects collaborations: a list, an export and a batch take it alike. Each may come several times. */
export const filterShape = {
  status: many(z.enum(STATUSES)),
  campaign: many(uuid),
  creator: many(uuid),
  owner: many(idOrNone),
  tag: many(idOrNone),
  delivery: many(
    z.union([none, z.enum(DELIVERY_STATUSES)], {
      error: `must be none or one of ${DELIVERY_STATUSES.join(', ')}`,
    }),
  ),
  /** `none`: the creator was not validated. */
  validation: many(z.enum(['none', '0', '1', '2', '3'], { error: 'must be none, 0, 1, 2 or 3' })),
  /** `true`: anything holds now; a code: this holds now. */
  attention: many(
    z.enum(['true', ...ATTENTION_CODES], {
      error: `must be true or one of ${ATTENTION_CODES.join(', ')}`,
    }),
  ),
  /** Completed and less paid than agreed, due yet or not. */
  unpaid: z.literal('true', { error: 'must be true' }).optional(),
  q: searchText,
};
export const listFilter = z.strictObject(filterShape);
export type ListFilter = z.output<typeof listFilter>;

/** The query of `GET /api/collaborations/ids`: all that a filter selects, or what lies between two rows of its list. */
export const idsQuery = z
  .strictObject({ ...filterShape, sort, from: uuid.optional(), to: uuid.optional() })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    message: 'must come with from, and from with to',
  });

/** The query of `GET /api/collaborations`. */
export const listQuery = z
  .strictObject({
    ...filterShape,
    sort,
    limit,
    cursor: z.string().min(1).max(2_000).optional(),
    offset: wholeNumber(0, 1_000_000_000).optional(),
  })
  .refine((query) => query.cursor === undefined || query.offset === undefined, {
    path: ['offset'],
    message: 'cannot come with a cursor',
  });
export type ListQuery = z.output<typeof listQuery>;
