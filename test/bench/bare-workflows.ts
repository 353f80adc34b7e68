import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { TemporalPlace } from '../harness/temporal.ts';
import { inParallel } from '../harness/wait.ts';

const TASK_QUEUE = 'bench-bare';

/** Workflows that do nothing but answer an Update, with a worker of their own. */
export interface Bare {
  /** Sends one Update to the workflow whose turn it is and waits for its answer. */
  readonly update: (turn: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startBare(place: TemporalPlace, count: number): Promise<Bare> {
  const { temporalAddress: address, namespace } = place;
  const native = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowsPath: new URL('./bare.workflow.ts', import.meta.url).pathname,
  });
  const running = worker.run();
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const ids = Array.from({ length: count }, () => `bare/${randomUUID()}`);
  await inParallel(ids, 8, (workflowId) =>
    client.workflow.start('bare', { workflowId, taskQueue: TASK_QUEUE }),
  );
  return {
    update: async (turn) => {
      const handle = client.workflow.getHandle(ids[turn % ids.length] ?? '');
      await handle.executeUpdate<number, [number]>('touch', { args: [turn] });
    },
    stop: async () => {
      await inParallel(ids, 8, (id) => client.workflow.getHandle(id).signal('end'));
      worker.shutdown();
      await running;
      await connection.close();
      await native.close();
    },
  };
}
