import type { PathDeps } from '../commands/path.ts';
import { collaborationChunk } from './collaboration-chunk.ts';
import { creatorChunk } from './creator-chunk.ts';
import type { ImportActivities } from './import-activities.ts';
import { kindOfImport } from './import-store.ts';

/** The activities of imports; what they make goes the way that every change goes. */
export function makeImportActivities(deps: PathDeps): ImportActivities {
  return {
    async importChunk({ importId }) {
      const kind = await kindOfImport(deps.sql, importId);
      if (kind === null) return 'over';
      return kind === 'creators'
        ? await creatorChunk(deps.sql, importId)
        : await collaborationChunk(deps, importId);
    },
  };
}
