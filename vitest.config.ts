import { defineConfig } from 'vitest/config';

const made = ['**/node_modules/**', '**/build/**', '**/.svelte-kit/**'];
const needsParts = ['**/*.{wf,pg}.test.ts', 'test/setup/**'];

/**
 * All tests of the workspace, run by `npm test`, which starts the Postgres and the Temporal they use.
 * The suffix says what a file needs: `.test.ts` nothing, `.pg.test.ts` Postgres, `.wf.test.ts`
 * Temporal, `.e2e.ts` the whole product and a browser; `test/setup` runs the scripts themselves.
 * Groups run one after the other, so that what measures time is not disturbed by the rest.
 */
export default defineConfig({
  test: {
    // A worker of Temporal, a server and a browser share two cores with the tests.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{domain,workflows,server,test}/**/*.test.ts'],
          exclude: [...made, ...needsParts],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: './web/vite.config.ts',
        root: './web',
        test: { name: 'web', include: ['src/**/*.test.ts'], sequence: { groupOrder: 0 } },
      },
      group('postgres', ['**/*.pg.test.ts'], 1),
      group('workflows', ['{workflows,server,web}/**/*.wf.test.ts'], 2),
      group('contract', ['test/contract/**/*.wf.test.ts'], 3, ['test/harness/shared-stack.ts']),
      group('faults', ['test/faults/**/*.wf.test.ts'], 4),
      group('setup', ['test/setup/**/*.test.ts'], 5),
      group(
        'browser',
        ['**/*.e2e.ts'],
        6,
        ['test/harness/sample-stack.ts'],
        ['test/harness/tell-what-was-seen.ts'],
      ),
    ],
  },
});

function group(
  name: string,
  include: string[],
  groupOrder: number,
  globalSetup: string[] = [],
  setupFiles: string[] = [],
) {
  return {
    test: {
      name,
      include,
      ...{ globalSetup, setupFiles },
      exclude: made,
      testTimeout: 60_000,
      hookTimeout: 120_000,
      teardownTimeout: 30_000,
      sequence: { groupOrder },
    },
  };
}
