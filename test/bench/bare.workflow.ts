import { condition, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

/** A workflow that does nothing but answer an Update: what Temporal itself costs. */
export async function bare(): Promise<void> {
  let isOver = false;
  setHandler(defineUpdate<number, [number]>('touch'), (value) => value);
  setHandler(defineSignal('end'), () => {
    isOver = true;
  });
  await condition(() => isOver);
}
