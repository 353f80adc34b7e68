/** Bounds of what a collaboration's workflow carries besides its state, which is at most 256 KiB. */
export const CARRY = {
  applied: 2_000,
  refused: 200,
  /** UTF-16 units of a remembered refusal's sentence. */
  detailChars: 200,
  /** Hex digits of a remembered hash: 64 bits, against confusion and not against an attacker. */
  hashChars: 16,
  /** UTF-8 bytes of JSON that wait to be projected; the first entry may be larger. */
  outboxBytes: 300_000,
  /** UTF-16 units of the JSON of a bad message as it is recorded. */
  badPayloadChars: 2_000,
} as const;

export const RUN = {
  /** Cold replay grows with history: 30 changes 80 ms, 100 changes 240 ms. */
  messages: 50,
  /** Temporal backs a continue-as-new off that comes within a second of the run's start. */
  leastMs: 5_000,
  /** A workflow that was started but never got its `create`. */
  shellMs: 600_000,
  /** A workflow that was started again after its end waits for the change it was started for. */
  lateMs: 10_000,
} as const;
