import { expect, it } from 'vitest';
import { inLanes, oneAhead } from '../src/batch/in-lanes.ts';

it('works on so many at a time, in the order given, across parts', async () => {
  const [begun, most]: [number[], number[]] = [[], [0]];
  let underWay = 0;
  await inLanes(oneAhead(partsOf([1, 2, 3], [], [4, 5])), 2, async (item) => {
    begun.push(item);
    underWay += 1;
    most.push(underWay);
    await settled();
    underWay -= 1;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(Math.max(...most)).toBe(2);
});

it('gets one part ready while the one before is worked on, and no more than that', async () => {
  const asked: number[] = [];
  const items = oneAhead(partsOf([1], [2], [3], [4]));
  const first = await items.next();
  expect(first.value).toBe(1);
  await settled();
  expect(asked).toEqual([1, 2]);
  await items.next();
  await settled();
  expect(asked).toEqual([1, 2, 3]);

  async function* partsOf(...parts: readonly (readonly number[])[]) {
    for (const [index, part] of parts.entries()) {
      asked.push(index + 1);
      yield await Promise.resolve(part);
    }
  }
});

it('takes nothing more once a part cannot be got ready or a piece of work throws', async () => {
  const done: number[] = [];
  async function* broken() {
    yield await Promise.resolve([1, 2]);
    throw new Error('no database');
  }
  const work = (item: number) => Promise.resolve(void done.push(item));
  await expect(inLanes(oneAhead(broken()), 2, work)).rejects.toThrow('no database');
  expect(done).toEqual([1, 2]);
  const failing = inLanes(oneAhead(partsOf([1, 2], [3, 4])), 1, (item) =>
    item === 2 ? Promise.reject(new Error('full')) : work(item),
  );
  await expect(failing).rejects.toThrow('full');
  await settled();
  expect(done).toEqual([1, 2, 1]);
});

async function* partsOf(...parts: readonly (readonly number[])[]) {
  for (const part of parts) yield await Promise.resolve(part);
}

/** Everything that needed no time has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
