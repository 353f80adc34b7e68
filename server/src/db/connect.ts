import postgres from 'postgres';

/** int8 is read as a number: no amount or count of the product reaches 2^53. */
const bigint = { to: 20, from: [20], serialize: String, parse: Number };
/** A day stays the text YYYY-MM-DD: as a Date it would move with the process' time zone. */
const day = { to: 1082, from: [1082], serialize: String, parse: String };

const options = {
  max: 16,
  connect_timeout: 3,
  // One try a second at most: a database that came back is used at once, not after a long back-off.
  backoff: () => 1,
  onnotice: () => undefined,
  types: { bigint, day },
} as const;

/** The pool of this process; `timestamptz` is a Date, `date` a text, `int8` a number. Connects on first use. */
export function connect(databaseUrl: string, applicationName = 'parley-server') {
  return postgres(databaseUrl, { ...options, connection: { application_name: applicationName } });
}
export type Sql = ReturnType<typeof connect>;
