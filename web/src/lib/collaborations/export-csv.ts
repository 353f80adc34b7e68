import { tellError } from '#lib/ui/toast.ts';

const PATH = '/api/collaborations.csv';
const FILE = 'collaborations.csv';

/** Saves the filtered list: the browser takes the file as it comes, however long it is. */
export function saveList(params: URLSearchParams): void {
  save(`${PATH}?${params}`);
}

/** Saves just these rows; so many ids fit into no address. */
export async function saveSelected(ids: readonly string[]): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ selection: { ids } });
  const answer = await fetch(PATH, { method: 'POST', headers, body }).catch(() => null);
  if (!answer?.ok) return tellError('The export did not work.', 'Nothing was changed. Try again.');
  const url = URL.createObjectURL(await answer.blob());
  save(url);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function save(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = FILE;
  link.click();
}
