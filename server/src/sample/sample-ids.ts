import { derivedId } from '@parley/domain/ids';

/** The sample's ids depend on nothing but what they name: a restart finds what it made before. */
const BASE = '01990000-0000-7000-8000-000000000000';

export function sampleId(...seed: readonly (string | number)[]): string {
  return derivedId(BASE, 'sample', ...seed);
}
