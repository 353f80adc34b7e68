import { hashOf } from '@parley/domain/hash';

/** What a command asks for, as one hash: its name and body, none of its meta fields. */
export function commandHash(name: string, body: unknown): string {
  return hashOf([name, body]);
}
