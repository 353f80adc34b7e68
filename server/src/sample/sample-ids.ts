import { derivedId } from '@parley/domain/ids';

/** The sample's ids depend on nothing but what they name: a restart finds what it made before. */
const BASE = '01990000-0000-7000-8000-000000000000';

/** The id of one change of a collaboration: 0 makes it, the others follow in order. */
export function commandIdOf(collaborationId: string, place: number): string {
  return sampleId('command', collaborationId, place);
}

export function sampleId(...seed: readonly (string | number)[]): string {
  return derivedId(BASE, 'sample', ...seed);
}
