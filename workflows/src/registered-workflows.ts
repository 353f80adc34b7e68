/** Every workflow that the worker runs: the entry of the workflow bundle. */
export { collaboration } from './collaboration.workflow.ts';
export { batch } from './batch.workflow.ts';
export { importFile as import } from './import.workflow.ts';
export { validation } from './validation.workflow.ts';
