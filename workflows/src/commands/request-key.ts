/** An Idempotency-Key with what it covers: same account, key, route and body is the same request again. */
export interface RequestKey {
  readonly accountId: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: string;
}

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The key as a command's id where it is a UUIDv7, so that whoever sent it knows its own change again. */
export function commandIdIn(key: RequestKey | null): string | null {
  return key !== null && UUID_V7.test(key.key) ? key.key.toLowerCase() : null;
}
