import { expect, it } from 'vitest';
import { csvAnswer } from '../../src/exports/csv-answer.ts';

const table = { fileName: 'things.csv', head: ['Name'] };

it('begins with the head, names its file, and says which state it read', async () => {
  const answer = await csvAnswer({
    ...table,
    read: (begin) => begin('epoch.7')([['Ada'], ['=Bo']]),
  });
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="things.csv"');
  expect(answer.headers.get('parley-cursor')).toBe('epoch.7');
  expect(await answer.text()).toBe("Name\r\nAda\r\n'=Bo\r\n");
});

it('throws what is refused before it begins, and gives its place back', async () => {
  for (let times = 0; times < 5; times += 1) {
    const read = () => Promise.reject(new Error('not known'));
    await expect(csvAnswer({ ...table, read })).rejects.toThrow('not known');
  }
});

it('cuts the file off where reading fails', async () => {
  const answer = await csvAnswer({
    ...table,
    read: async (begin) => {
      await begin('epoch.7')([['Ada']]);
      throw new Error('the database went');
    },
  });
  await expect(answer.text()).rejects.toThrow();
});

it('waits for a slow reader, and stops when nobody reads on', async () => {
  for (let times = 0; times < 5; times += 1) {
    let written = 0;
    const stopped = Promise.withResolvers<number>();
    const answer = await csvAnswer({
      ...table,
      read: async (begin) => {
        const write = begin('epoch.7');
        try {
          for (;;) {
            await write([['x'.repeat(1_000)]]);
            written += 1;
          }
        } finally {
          stopped.resolve(written);
        }
      },
    });
    const reader = answer.body?.getReader();
    await reader?.read();
    expect(written).toBeLessThan(1_000);
    await reader?.cancel();
    expect(await stopped.promise).toBeLessThan(1_000);
  }
});
