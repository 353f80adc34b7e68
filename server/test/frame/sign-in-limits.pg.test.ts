import { afterAll, beforeAll, expect, it } from 'vitest';
import { SignInLimits } from '../../src/auth/sign-in-limits.ts';
import { Problem } from '../../src/http/problem.ts';
import { runServer, type TestServer } from './running-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await runServer();
});
afterAll(() => server.close());

it('lets exactly ten fail in every crowd, however tries and reads fall together', async () => {
  const limits = new SignInLimits(server.world.sql);
  for (let round = 0; round < 20; round += 1) {
    const by = { email: `crowd${round}@example.com`, address: `10.0.0.${round}` };
    const failing = () => Promise.resolve<false>(false);
    const ends = await Promise.allSettled(
      Array.from({ length: 25 }, () => limits.attempt(by, failing)),
    );
    const refused = ends
      .filter((end) => end.status === 'rejected')
      .map((end): unknown => end.reason);
    expect(refused).toHaveLength(15);
    for (const reason of refused) expect(reason).toBeInstanceOf(Problem);
  }
});
