import { hashOf } from './hash.ts';

/**
 * A UUIDv7 that depends on its arguments alone: it takes the time from the command's id, the rest is a hash.
 * The domain makes no random ids, so browser, API, workflow and replay name the same new thing alike.
 */
export function derivedId(commandId: string, ...seed: readonly (string | number)[]): string {
  const hash = hashOf([commandId, ...seed]);
  const variant = ((parseInt(hash.charAt(3), 16) & 0x3) | 0x8).toString(16);
  const time = commandId.slice(0, 13);
  return `${time}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}
