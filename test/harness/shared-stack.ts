import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { signIn, type Api } from './api.ts';
import { emailOf, PASSWORD, type PersonName } from './people.ts';
import { startStack, type StackAddress } from './stack.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly stack: StackAddress;
  }
}

/** One stack for all files of a vitest project: its tests make what they need and touch nothing else. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, url, databaseUrl, temporalAddress, namespace } = await startStack();
  project.provide('stack', { url, databaseUrl, temporalAddress, namespace });
  return stop;
}

/** The project's stack. */
export function sharedStack(): StackAddress {
  return inject('stack');
}

/** Signs in to the project's stack. */
export function as(name: PersonName): Promise<Api> {
  return signIn(sharedStack().url, emailOf(name), PASSWORD);
}
