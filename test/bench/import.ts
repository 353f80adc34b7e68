import type { ImportView } from '@parley/domain/imports/import-view';
import { signIn, type Api } from '../harness/api.ts';
import type { ChildPart } from '../harness/child-part.ts';
import { untilImport, uploadFile } from '../harness/imports.ts';
import { makeCampaign } from '../harness/makers.ts';
import { emailOf, PASSWORD } from '../harness/people.ts';
import { startStack } from '../harness/stack.ts';
import type { Figure } from './figures.ts';
import { memoryOf } from './memory.ts';

const CREATORS = 50_000;
const BAD = 137;
const COLLABORATIONS = 2_000;
const LIMIT_MS = 600_000;
const LOOK_MS = 250;

/** Imports of files as large as they may be: what comes in, how long it takes, and what memory it takes on top. */
export async function imports(): Promise<Figure[]> {
  const stack = await startStack();
  try {
    const api = await signIn(stack.url, emailOf('owner'), PASSWORD);
    // What a process needs to do this at all is there before it is measured.
    await imported(api, 'creators', creatorFile('warm', 500, 0));
    const small = await measured(stack, () =>
      imported(api, 'creators', creatorFile('small', 5_000, 0)),
    );
    const full = await measured(stack, () =>
      imported(api, 'creators', creatorFile('full', CREATORS, BAD)),
    );
    expectCounts(full.view, CREATORS - BAD, BAD);
    const { id } = await makeCampaign(api);
    const began = performance.now();
    const made = await imported(api, 'collaborations', collaborationFile(id, COLLABORATIONS));
    expectCounts(made.view, COLLABORATIONS, 0);
    const rate = COLLABORATIONS / ((performance.now() - began) / 1000);
    return [
      figure('50,000 creators read and looked at', full.readSeconds, 's'),
      figure('50,000 creators imported', full.seconds, 's', { atMost: 120 }),
      figure('server’s peak, 5,000 rows', small.serverMib, 'MiB'),
      figure('server’s peak, 50,000 rows', full.serverMib, 'MiB', {
        atMost: small.serverMib + 150,
      }),
      figure('worker’s peak, 5,000 rows', small.workerMib, 'MiB'),
      figure('worker’s peak, 50,000 rows', full.workerMib, 'MiB', {
        atMost: small.workerMib + 150,
      }),
      figure('collaborations imported', rate, '/s'),
    ];
  } finally {
    await stack.stop();
  }
}

function figure(
  what: string,
  value: number,
  unit: Figure['unit'],
  target?: NonNullable<Figure['target']>,
): Figure {
  return { id: 'import', what, value, unit, ...(target ? { target } : {}) };
}

interface Imported {
  readonly view: ImportView;
  readonly readSeconds: number;
  readonly seconds: number;
}

async function imported(api: Api, kind: ImportView['kind'], file: string): Promise<Imported> {
  const began = performance.now();
  const { id } = await uploadFile(api, kind, file);
  const read = performance.now();
  await api.post(`/api/imports/${id}/start`, {});
  const view = await untilImport(api, id, ({ state }) => state === 'completed', LIMIT_MS);
  return { view, readSeconds: (read - began) / 1000, seconds: (performance.now() - read) / 1000 };
}

async function measured(
  { server, worker }: { readonly server: ChildPart; readonly worker: ChildPart },
  work: () => Promise<Imported>,
) {
  let [serverMib, workerMib] = [0, 0];
  const look = () => {
    serverMib = Math.max(serverMib, memoryOf(server));
    workerMib = Math.max(workerMib, memoryOf(worker));
  };
  const timer = setInterval(look, LOOK_MS);
  try {
    return { ...(await work()), serverMib, workerMib };
  } finally {
    clearInterval(timer);
  }
}

function creatorFile(word: string, count: number, bad: number): string {
  const every = bad === 0 ? Infinity : Math.floor(count / bad);
  let left = bad;
  const lines = Array.from({ length: count }, (_, n) => {
    const isBad = left > 0 && n % every === 0;
    if (isBad) left -= 1;
    const followers = isBad ? 'many' : `${(n % 900) + 1}.5k`;
    return `${word} ${n},Instagram,${word}.${n},${followers},3.4 %,${word}.${n}@example.com,Ceramics; Nordic,"Lives by the sea, ""mostly"""`;
  });
  return `Name,Platform,Handle,Followers,Engagement,Email,Tags,Bio\n${lines.join('\n')}\n`;
}

/** Creators of the small file, each in one campaign. */
function collaborationFile(campaignId: string, count: number): string {
  const lines = Array.from(
    { length: count },
    (_, n) => `${campaignId},Instagram,small.${n},100,EUR`,
  );
  return `campaign,platform,creator handle,fee,currency\n${lines.join('\n')}\n`;
}

function expectCounts(view: ImportView, created: number, refused: number): void {
  if (view.created === created && view.refused === refused && view.pending === 0) return;
  throw new Error(`not as it should be: ${JSON.stringify({ ...view, columns: [] })}`);
}
