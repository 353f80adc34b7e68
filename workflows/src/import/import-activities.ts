import type { ImportStep } from './ready-job.ts';

/** What the workflow of an import asks of the world. Safe to repeat: rows that are done stay as they are. */
export interface ImportActivities {
  /** Works through the next rows, and says how to go on. */
  importChunk(place: { readonly importId: string }): Promise<ImportStep>;
}
