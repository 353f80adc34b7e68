import { SCORE_LABELS } from '@parley/domain/validation';
import type { TagView, ValidationResult } from '@parley/domain/view';
import type { Queries } from '@parley/workflows/projection/postgres';
import type postgres from 'postgres';
import { z } from 'zod';
import { TAG_COLOURS } from '@parley/domain/tags';

/* What creators are marked with, tags and validations, as columns of any query over `creators`. */

/** The tags of a creator as JSON, by name. */
export const tagsColumn = (sql: Queries, creatorId: postgres.Fragment) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'colour', t.colour) order by t.name_key, t.id), '[]')
  from creator_tags ct join tags t on t.id = ct.tag_id where ct.creator_id = ${creatorId})`;

/** The latest results for a creator as JSON, newest first. */
export const validationsColumn = (
  sql: Queries,
  creatorId: postgres.Fragment,
  profileVersion: postgres.Fragment,
) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('validatorId', v.validator_id, 'validatorName', w.name, 'score', v.score,
    'reason', v.reason, 'model', v.model, 'at', v.at,
    'isOutdated', v.validator_version <> w.version or v.profile_version <> ${profileVersion})
    order by v.at desc, v.validator_id), '[]')
  from validations v join validators w on w.id = v.validator_id where v.creator_id = ${creatorId})`;

/** SQL for `creator_id` and the `score` that a creator's badge shows outside a campaign, as shownValidation says it. */
export const shownScores = (sql: Queries) => sql`
  select distinct on (v.creator_id) v.creator_id, v.score from validations v
  where v.validator_id = coalesce((select validator_id from workspace), v.validator_id)
  order by v.creator_id, v.at desc, v.validator_id`;

/** Parses `tagsColumn`. */
export const tagsOf = z
  .array(z.object({ id: z.uuid(), name: z.string(), colour: z.enum(TAG_COLOURS) }))
  .transform((tags): readonly TagView[] => tags);

/** Parses `validationsColumn`. */
export const validationsOf = z
  .array(
    z.object({
      validatorId: z.uuid(),
      validatorName: z.string(),
      score: z.literal([0, 1, 2, 3]),
      reason: z.string(),
      model: z.string().nullable(),
      at: z.string().transform((at) => new Date(at).toISOString()),
      isOutdated: z.boolean(),
    }),
  )
  .transform((all): readonly ValidationResult[] =>
    all.map((one) => ({ ...one, label: SCORE_LABELS[one.score] })),
  );
