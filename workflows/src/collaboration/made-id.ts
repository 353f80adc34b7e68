/**
 * A random UUID given the shape of a UUIDv7 at an instant, so that ids made inside a workflow sort by time like
 * all others. The workflow's own uuid4() is the same again on replay.
 */
export function madeId(uuid4: string, nowMs: number): string {
  const time = Math.max(0, Math.floor(nowMs)).toString(16).padStart(12, '0').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${uuid4.slice(15)}`;
}
