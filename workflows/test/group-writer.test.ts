import { expect, it } from 'vitest';
import { GroupWriter } from '../src/batch/group-writer.ts';

const AT_ONCE = { gatherMs: 0, most: 100 };
/** Longer than any test runs. */
const MUCH_LATER = 3_600_000;

it('writes one group at a time; what comes meanwhile makes up the next', async () => {
  const groups: (readonly number[])[] = [];
  let [go, isWriting] = [() => {}, () => {}];
  const gate = new Promise<void>((resolve) => (go = resolve));
  const begun = new Promise<void>((resolve) => (isWriting = resolve));
  const writer = new GroupWriter<number>(AT_ONCE, async (group) => {
    groups.push(group);
    isWriting();
    if (groups.length === 1) await gate;
  });
  writer.add(1);
  await begun;
  for (const item of [2, 3]) writer.add(item);
  go();
  await writer.finish();
  writer.add(4);
  await writer.finish();
  expect(groups).toEqual([[1], [2, 3], [4]]);
});

it('gathers until there is enough, and waits for no more at the end', async () => {
  const groups: (readonly number[])[] = [];
  let enough = () => {};
  const full = new Promise<void>((resolve) => (enough = resolve));
  const writer = new GroupWriter<number>({ gatherMs: MUCH_LATER, most: 3 }, (group) => {
    groups.push(group);
    enough();
    return Promise.resolve();
  });
  for (const item of [1, 2]) writer.add(item);
  await Promise.resolve();
  expect(groups).toEqual([]);
  writer.add(3);
  await full;
  expect(groups).toEqual([[1, 2, 3]]);
  writer.add(4);
  await writer.finish();
  expect(groups).toEqual([[1, 2, 3], [4]]);
});

it('throws a failure to whoever adds or finishes, and writes no more', async () => {
  const writer = new GroupWriter<number>(AT_ONCE, () => Promise.reject(new Error('disk full')));
  writer.add(1);
  await expect(writer.finish()).rejects.toThrow('disk full');
  expect(() => writer.add(2)).toThrow('disk full');
});
