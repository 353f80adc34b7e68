import { jsonText, postgresCode, type Queries, type Sql } from '../projection/postgres.ts';
import { announce, announceAll } from '../projection/store-changes.ts';
import type { Verdict } from './judge.ts';
import type { PendingItem } from './read-profiles.ts';
import type { RunRow } from './run-row.ts';

/** What is said of a creator who is not there any more. */
export const GONE: Verdict = { kind: 'failed', detail: 'The creator was removed or erased.' };

export interface Judged {
  readonly item: PendingItem;
  readonly verdict: Verdict;
}

/** unique_violation, foreign_key_violation (the creator went meanwhile), serialization_failure, deadlock_detected */
const AGAIN = new Set(['23505', '23503', '40001', '40P01']);
const ATTEMPTS = 4;

/**
 * Stores what was said about creators, and announces them, in one transaction. Only what is still pending is stored:
 * a creator that was judged twice, because a worker was killed in between, keeps the first outcome.
 */
export async function storeVerdicts(
  sql: Sql,
  run: RunRow,
  model: string | null,
  judged: readonly Judged[],
): Promise<void> {
  if (judged.length === 0) return;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sql.begin((transaction) => store(transaction, run, model, judged));
    } catch (error) {
      if (attempt >= ATTEMPTS || !AGAIN.has(postgresCode(error))) throw error;
    }
  }
}

async function store(
  sql: Queries,
  run: RunRow,
  model: string | null,
  judged: readonly Judged[],
): Promise<void> {
  const present = await heldCreators(sql, judged);
  const rows = judged.map(({ item, verdict: found }) => {
    const verdict = present.has(item.creatorId) ? found : GONE;
    return {
      position: item.position,
      profile_version: item.profileVersion,
      ...(verdict.kind === 'scored'
        ? { outcome: 'scored', score: verdict.score, reason: verdict.reason }
        : { outcome: 'failed', detail: verdict.detail }),
    };
  });
  // An older run must not hide what a newer one said of later criteria.
  const scored = await sql<{ creator_id: string }[]>`
    with judged as (
      select * from jsonb_to_recordset(${jsonText(rows)}::text::jsonb)
        as j(position int, profile_version int, outcome text, score smallint, reason text, detail text)
    ), stored as (
      update validation_items i set outcome = j.outcome, score = j.score, reason = j.reason, detail = j.detail, at = now()
      from judged j where i.run_id = ${run.id} and i.position = j.position and i.outcome is null
      returning i.creator_id, j.score, j.reason, j.profile_version
    )
    insert into validations as v (validator_id, creator_id, score, reason, model, validator_version, profile_version, run_id, at)
    select ${run.validatorId}::uuid, s.creator_id, s.score, s.reason, ${model}::text, ${run.validatorVersion}::int,
      s.profile_version, ${run.id}::uuid, now()
    from stored s join creators c on c.id = s.creator_id and c.erased_at is null
    where s.score is not null order by s.creator_id
    on conflict (validator_id, creator_id) do update set score = excluded.score, reason = excluded.reason,
      model = excluded.model, validator_version = excluded.validator_version,
      profile_version = excluded.profile_version, run_id = excluded.run_id, at = excluded.at
      where v.validator_version <= excluded.validator_version
    returning creator_id`;
  await announceAll(
    sql,
    'creator',
    scored.map((row) => row.creator_id),
  );
  await announce(sql, { kind: 'validator', id: run.validatorId });
}

/**
 * The creators who are there, held until the transaction ends: whoever erases one waits, and then takes away what is
 * stored here; one who was erased while the model thought about them gets no score and no reason.
 */
async function heldCreators(sql: Queries, judged: readonly Judged[]): Promise<ReadonlySet<string>> {
  const ids = judged.map(({ item }) => item.creatorId);
  const rows = await sql<{ id: string; is_erased: boolean }[]>`
    select id, erased_at is not null as is_erased from creators
    where id = any(${ids}::uuid[]) order by id for share`;
  return new Set(rows.filter((row) => !row.is_erased).map((row) => row.id));
}
