import { temporal, type TemporalPlace } from './temporal.ts';
import { until } from './wait.ts';

/** The outside contract, section 5. */
const SEARCH_ATTRIBUTES = {
  CollaborationStatus: 'Keyword',
  DeliveryStatus: 'Keyword',
  CampaignId: 'Keyword',
  CreatorId: 'Keyword',
  OwnerId: 'Keyword',
  NextReminderAt: 'Datetime',
  StatusSince: 'Datetime',
  BatchState: 'Keyword',
} as const;

/** Makes a namespace with the product's search attributes, and waits until Temporal serves it. */
export async function makeNamespace(place: TemporalPlace): Promise<void> {
  const flags = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
    '--name',
    name,
    '--type',
    type,
  ]);
  await temporal(place, 'operator', 'namespace', 'create', '--retention', '24h');
  const ask = (...args: readonly string[]) => temporal(place, ...args).then(() => true);
  await until('search attributes', () => ask('operator', 'search-attribute', 'create', ...flags));
  await until('the namespace', () =>
    ask('workflow', 'list', '--query', 'CollaborationStatus="Pending"'),
  );
}
