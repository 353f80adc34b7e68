import type { TestProject } from 'vitest/node';
import { signIn } from './api.ts';
import { emailOf, PASSWORD } from './people.ts';
import { startStack } from './stack.ts';
import { until } from './wait.ts';

const SAMPLE_SIZE = 150;
const SAMPLE_MS = 240_000;

/** One stack with the sample workspace for all browser tests; `sharedStack` tells where it is. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, server, url, databaseUrl, temporalAddress, namespace } = await startStack({
    sample: true,
  });
  try {
    const owner = await signIn(url, emailOf('owner'), PASSWORD);
    const isFull = async () => {
      const { body } = await owner.get<{ total: number }>('/api/collaborations?limit=1');
      return body.total >= SAMPLE_SIZE;
    };
    await until('the sample workspace', isFull, SAMPLE_MS);
  } catch (error) {
    await stop();
    throw new Error(
      `no sample workspace\n${server.lines
        .slice(-8)
        .map((line) => line.slice(0, 400))
        .join('\n')}`,
      { cause: error },
    );
  }
  project.provide('stack', { url, databaseUrl, temporalAddress, namespace });
  return stop;
}
