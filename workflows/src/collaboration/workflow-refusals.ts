/** Refusals that the workflow adds to the domain's, in words. */
export const WORKFLOW_REFUSALS = {
  INVALID: 'The message could not be read.',
  UNKNOWN_MESSAGE: 'There is no signal of this name.',
  COMMAND_ID_REUSED: 'This commandId was used before, for another change.',
  /** Not remembered: the same command may be sent again once the database is reachable. */
  PROJECTION_BEHIND: 'Too many earlier changes still wait to be stored; try again soon.',
} as const;
export type WorkflowRefusalCode = keyof typeof WORKFLOW_REFUSALS;
