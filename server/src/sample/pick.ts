import { hashOf } from '@parley/domain/hash';

/** A whole number from 0 to below `count` that depends on the seed alone. */
export function pickNumber(count: number, ...seed: readonly (string | number)[]): number {
  return parseInt(hashOf(seed).slice(0, 12), 16) % count;
}

/** One of the values, by the seed alone. */
export function pick<T>(values: readonly [T, ...T[]], ...seed: readonly (string | number)[]): T {
  return values[pickNumber(values.length, ...seed)] ?? values[0];
}
