import type { Connection } from '@temporalio/client';
import { ALL_ATTRIBUTES } from './shown-attributes.ts';

/** temporal.api.enums.v1.IndexedValueType, and how the command line spells it. */
const TYPES = {
  KEYWORD: { number: 2, name: 'Keyword' },
  DATETIME: { number: 6, name: 'Datetime' },
} as const;

/** The attributes cannot be registered from here; its message is the one line with the command that does it. */
export class SearchAttributesMissing extends Error {}

/**
 * Registers the search attributes that a namespace lacks: a workflow that writes an unknown one is stuck. Safe to
 * repeat. Throws SearchAttributesMissing where that is not allowed (Temporal Cloud), else what Temporal throws.
 */
export async function registerSearchAttributes(
  connection: Pick<Connection, 'operatorService'>,
  namespace: string,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = ALL_ATTRIBUTES.filter(({ name }) => !(name in customAttributes));
  if (missing.length === 0) return [];
  try {
    const searchAttributes: Record<string, number> = {};
    for (const { name, type } of missing) searchAttributes[name] = TYPES[type].number;
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    const flags = missing
      .map(({ name, type }) => `--name ${name} --type ${TYPES[type].name}`)
      .join(' ');
    throw new SearchAttributesMissing(
      `TEMPORAL_NAMESPACE: search attributes are missing in ${namespace} and could not be registered; run: ` +
        `temporal operator search-attribute create --namespace ${namespace} ${flags}`,
      { cause: error },
    );
  }
  return missing.map(({ name }) => name);
}
