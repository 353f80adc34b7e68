import { z } from 'zod';

const ms = z.number().min(0);

/** What of the settings a running collaboration needs; durations in milliseconds. */
export const workflowPolicySchema = z.strictObject({
  reminders: z.strictObject({
    negotiation: z.strictObject({
      enabled: z.boolean(),
      afterMs: ms,
      repeatMs: ms,
      escalateAfter: z.int().min(0),
    }),
  }),
  /** From the final status, or the latest change after it, to the workflow's end. */
  completeAfterMs: ms,
});
export type WorkflowPolicy = z.infer<typeof workflowPolicySchema>;

const HOUR_MS = 3_600_000;

export const DEFAULT_POLICY: WorkflowPolicy = {
  reminders: {
    negotiation: { enabled: true, afterMs: 72 * HOUR_MS, repeatMs: 48 * HOUR_MS, escalateAfter: 3 },
  },
  completeAfterMs: 30 * 24 * HOUR_MS,
};
