/** Which creators of a run are shown: a score, an outcome, or all. */
export const SHOWS = [
  { id: 'all', label: 'All', query: '' },
  { id: '3', label: 'Strong', query: '&score=3' },
  { id: '2', label: 'Good', query: '&score=2' },
  { id: '1', label: 'Partial', query: '&score=1' },
  { id: '0', label: 'None', query: '&score=0' },
  { id: 'failed', label: 'Failed', query: '&outcome=failed' },
] as const;
export type Shows = (typeof SHOWS)[number]['id'];

export function readShows(text: string | null): Shows {
  return SHOWS.find(({ id }) => id === text)?.id ?? 'all';
}

/** Where the creators of a run are read. */
export function itemsPath(runId: string, shows: Shows): string {
  const query = SHOWS.find(({ id }) => id === shows)?.query ?? '';
  return `/api/validation-runs/${runId}/items?limit=100${query}`;
}
