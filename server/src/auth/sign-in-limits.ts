import type { Sql } from '@parley/workflows/projection/postgres';
import { v7 as uuidv7 } from 'uuid';
import { Problem } from '../http/problem.ts';

/** Failed sign-ins in 15 minutes before the next try is answered 429; source: the outside contract, "Errors". */
const MOST = { email: 10, address: 100 } as const;
const WINDOW_S = 900;

/** Whose failures are counted: the account as typed, in lower case, and where the try comes from. */
export interface SignInTry {
  readonly email: string;
  readonly address: string;
}
interface Failures {
  readonly email: number;
  readonly address: number;
  /** Seconds until the next try may be made, should a limit be reached now. */
  readonly email_wait: number;
  readonly address_wait: number;
}

/**
 * Counts failed sign-ins in Postgres, and tries that are under way in this process: as many run at once as could
 * still fail, the others wait, so that the limit is exact and a crowd of successful sign-ins is never refused.
 */
export class SignInLimits {
  readonly #sql: Sql;
  readonly #underWay = new Map<string, number>();
  #settled: (() => void)[] = [];
  #ended = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Runs one try; a false answer of it is counted as failed. Throws 429 where a limit is reached. */
  async attempt<T>(by: SignInTry, signIn: () => Promise<T | false>): Promise<T | false> {
    await this.#admit(by);
    try {
      const signedIn = await signIn();
      if (signedIn === false)
        await this.#sql`
        insert into failed_sign_ins (id, email, address) values (${uuidv7()}, ${by.email}, ${by.address})`;
      return signedIn;
    } finally {
      this.#move(by, -1);
      this.#ended += 1;
      const waiting = this.#settled;
      this.#settled = [];
      for (const wake of waiting) wake();
    }
  }

  /** Waits for a place; returns with the place taken. */
  async #admit(by: SignInTry): Promise<void> {
    for (;;) {
      const ended = this.#ended;
      const failed = await this.#failures(by);
      if (failed.email >= MOST.email) throw tooMany(failed.email_wait);
      if (failed.address >= MOST.address) throw tooMany(failed.address_wait);
      const isFree =
        failed.email + this.#count(`email/${by.email}`) < MOST.email &&
        failed.address + this.#count(`address/${by.address}`) < MOST.address;
      // A try that ended while this one read may stand neither in what was read nor among those under way.
      if (ended !== this.#ended) continue;
      if (isFree) return this.#move(by, 1);
      await new Promise<void>((wake) => this.#settled.push(wake));
    }
  }

  async #failures({ email, address }: SignInTry): Promise<Failures> {
    const [row] = await this.#sql<Failures[]>`
      with recent as (select * from failed_sign_ins where at > now() - make_interval(secs => ${WINDOW_S})),
      by_email as (select at from recent where email = ${email} order by at desc limit ${MOST.email}),
      by_address as (select at from recent where address = ${address} order by at desc limit ${MOST.address})
      select (select count(*) from by_email)::int as email, (select count(*) from by_address)::int as address,
        ${this.#wait()} from by_email) as email_wait, ${this.#wait()} from by_address) as address_wait`;
    return row ?? { email: 0, address: 0, email_wait: 0, address_wait: 0 };
  }

  /** The oldest of the newest failures leaves the window first: then there is one place again. */
  #wait() {
    return this
      .#sql`(select coalesce(ceil(${WINDOW_S} - extract(epoch from now() - min(at))), 0)::int`;
  }

  #count(key: string): number {
    return this.#underWay.get(key) ?? 0;
  }

  #move({ email, address }: SignInTry, by: 1 | -1): void {
    for (const key of [`email/${email}`, `address/${address}`]) {
      const count = this.#count(key) + by;
      if (count > 0) this.#underWay.set(key, count);
      else this.#underWay.delete(key);
    }
  }
}

/** Forgets failures that no longer count. Safe to repeat. */
export async function forgetOldFailures(sql: Sql): Promise<void> {
  await sql`delete from failed_sign_ins where at < now() - make_interval(secs => ${WINDOW_S})`;
}

function tooMany(waitS: number): Problem {
  const seconds = Math.max(1, waitS);
  return new Problem('TOO_MANY_FAILED_SIGN_INS', {
    detail: `Too many failed sign-ins; try again in ${Math.ceil(seconds / 60)} min.`,
    headers: { 'retry-after': String(seconds) },
  });
}
