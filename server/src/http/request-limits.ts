import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from './problem.ts';

/** Per account and 10 seconds; source: the outside contract, "Errors". */
const CHANGES = { points: 2_000, duration: 10 };
const READS = { points: 4_000, duration: 10 };

/** Counts requests per account in this process; 429 with Retry-After beyond the limit. */
export class RequestLimits {
  readonly #changes = new RateLimiterMemory(CHANGES);
  readonly #reads = new RateLimiterMemory(READS);

  async count(accountId: string, method: string): Promise<void> {
    const limiter = isChange(method) ? this.#changes : this.#reads;
    try {
      await limiter.consume(accountId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw new Problem('TOO_MANY_REQUESTS', {
        detail: `Too many requests; come back in ${seconds} s.`,
        headers: { 'retry-after': String(seconds) },
      });
    }
  }
}

/** Whether a request of this method may change something. */
export function isChange(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}
