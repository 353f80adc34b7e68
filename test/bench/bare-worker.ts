import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** Answers the bare workflows, as a process of its own like the product's worker. */
const connection = await NativeConnection.connect({
  address: process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233',
});
const worker = await Worker.create({
  connection,
  namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default',
  taskQueue: process.env['TASK_QUEUE'] ?? 'bare',
  workflowsPath: new URL('./bare.workflow.ts', import.meta.url).pathname,
});
process.once('SIGTERM', () => worker.shutdown());
await worker.run();
await connection.close();
