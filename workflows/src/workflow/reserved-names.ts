import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

const RESERVED = '__temporal_';

/**
 * The SDK throws for a signal whose name it reserves as soon as a default handler is there, and the workflow task
 * would fail for ever. Renamed before the SDK sees it, such a signal is refused like any unknown one.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [
    {
      activate(input, next) {
        for (const { signalWorkflow } of input.activation.jobs ?? []) {
          if (signalWorkflow?.signalName?.startsWith(RESERVED)) {
            signalWorkflow.signalName = `reserved name ${signalWorkflow.signalName}`;
          }
        }
        next(input);
      },
    },
  ],
});
