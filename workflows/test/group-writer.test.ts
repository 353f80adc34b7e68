import { expect, it } from 'vitest';
import { GroupWriter } from '../src/batch/group-writer.ts';

it('writes one group at a time; what comes meanwhile makes up the next', async () => {
  const groups: (readonly number[])[] = [];
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const writer = new GroupWriter<number>(async (group) => {
    groups.push(group);
    if (groups.length === 1) await gate;
  });
  for (const item of [1, 2, 3]) writer.add(item);
  go();
  await writer.finish();
  writer.add(4);
  await writer.finish();
  expect(groups).toEqual([[1], [2, 3], [4]]);
});

it('throws a failure to whoever adds or finishes, and writes no more', async () => {
  const writer = new GroupWriter<number>(() => Promise.reject(new Error('disk full')));
  writer.add(1);
  await expect(writer.finish()).rejects.toThrow('disk full');
  expect(() => writer.add(2)).toThrow('disk full');
});
