import { STATUSES, type Status } from '@parley/domain/statuses';
import { get, type Answer } from '#lib/api/client.ts';

/** Everything that a filter selects, by status. */
interface MatchingIds {
  readonly total: number;
  readonly ids: Readonly<Record<Status, readonly string[]>>;
}

/** Reads the ids of all rows that a filter selects, or of those between two of them, each with its status as it is now. */
export async function readMatching(
  params: URLSearchParams,
): Promise<Answer<ReadonlyMap<string, Status>>> {
  const answer = await get<MatchingIds>(fetch, `/api/collaborations/ids?${params}`);
  if (!answer.ok) return answer;
  const { ids } = answer.data;
  const pairs = STATUSES.flatMap((status) => ids[status].map((id) => [id, status] as const));
  return { ...answer, data: new Map(pairs) };
}

/**
 * How many of the selected have which status: by their rows where the browser has them, else as it was when they
 * were selected.
 */
export function countByStatus(
  ids: Iterable<string>,
  statusOf: (id: string) => Status | null,
): Record<Status, number> {
  const counts = { Pending: 0, Negotiating: 0, Fulfilling: 0, Completed: 0, Cancelled: 0 };
  for (const id of ids) {
    const status = statusOf(id);
    if (status) counts[status] += 1;
  }
  return counts;
}
