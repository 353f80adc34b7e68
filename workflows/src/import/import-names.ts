/** The channel on which an import's progress is announced; the payload is its id. */
export const IMPORT_CHANNEL = 'imports';

export const IMPORT_WORKFLOW_TYPE = 'import';
export function importWorkflowId(importId: string): string {
  return `import/${importId}`;
}
