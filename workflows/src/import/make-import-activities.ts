import { Context } from '@temporalio/activity';
import type { PathDeps } from '../commands/path.ts';
import { collaborationChunk } from './collaboration-chunk.ts';
import { creatorChunk } from './creator-chunk.ts';
import type { ImportActivities } from './import-activities.ts';
import type { ImportStep } from './ready-job.ts';
import { kindOfImport } from './import-store.ts';

const BEAT_MS = 1_000;

/** The activities of imports; what they make goes the way that every change goes. */
export function makeImportActivities(deps: PathDeps): ImportActivities {
  return {
    async importChunk({ importId }) {
      return await beating(() => chunkOf(deps, importId));
    },
  };
}

async function chunkOf(deps: PathDeps, importId: string): Promise<ImportStep> {
  const kind = await kindOfImport(deps.sql, importId);
  if (kind === null) return 'over';
  return kind === 'creators'
    ? await creatorChunk(deps.sql, importId)
    : await collaborationChunk(deps, importId);
}

/** Lets Temporal know that this worker lives: of one that was killed it learns within the heartbeat's timeout. */
async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
