import type { ImportView } from '@parley/domain/imports/import-view';
import type { Api } from './api.ts';
import { until } from './wait.ts';

/** Uploads a file and gives the import; throws where it is refused. */
export async function uploadFile(
  api: Api,
  kind: ImportView['kind'],
  file: string,
): Promise<ImportView> {
  const answer = await api.raw<{ import: ImportView }>(
    'POST',
    `/api/imports?kind=${kind}&name=test.csv`,
    file,
    { headers: { 'content-type': 'text/csv' } },
  );
  if (answer.status !== 201) throw new Error(`not uploaded: ${answer.status} ${answer.text}`);
  return answer.body.import;
}

export async function readImport(api: Api, id: string): Promise<ImportView> {
  return (await api.get<ImportView>(`/api/imports/${id}`)).body;
}

/** Waits until an import is as asked. */
export function untilImport(
  api: Api,
  id: string,
  is: (view: ImportView) => boolean,
  limitMs = 60_000,
): Promise<ImportView> {
  const ask = async () => {
    const view = await readImport(api, id);
    return is(view) ? view : false;
  };
  return until(`the import ${id}`, ask, limitMs);
}
