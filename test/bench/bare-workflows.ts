import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
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
  const worker = spawn(process.execPath, [join(import.meta.dirname, 'bare-worker.ts')], {
    env: { ...process.env, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TASK_QUEUE },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(worker, 'exit');
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
      worker.kill('SIGTERM');
      await ended;
      await connection.close();
    },
  };
}
