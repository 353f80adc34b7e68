/** Where the stores of the tests are, as `npm test` tells it. */
export interface Stores {
  /** A superuser's address: every stack makes a database of its own beside it. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
}

/** Reads the stores of this test run from the environment; throws where a test was started without them. */
export function storesOfRun(): Stores {
  return {
    databaseUrl: given('TEST_DATABASE_URL'),
    temporalAddress: given('TEST_TEMPORAL_ADDRESS'),
  };
}

/** The `temporal` program. */
export function temporalProgram(): string {
  return given('TEST_TEMPORAL_CLI');
}

/** The Chromium that browser tests drive. */
export function chromiumProgram(): string {
  return given('TEST_CHROMIUM');
}

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
}
