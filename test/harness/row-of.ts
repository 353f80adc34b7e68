import type { CollaborationView } from '@parley/domain/view';

/** What a list and a `change` show of a collaboration that was read alone. */
export function rowOf(alone: CollaborationView): object {
  return {
    ...without(alone, ['payments', 'content']),
    terms: without(alone.terms, ['conditions']),
    creator: without(alone.creator, ['bio', 'country', 'handles', 'contact']),
  };
}

function without(value: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
