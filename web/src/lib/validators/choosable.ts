import { permits } from '@parley/domain/permissions';
import type { Me, Named, Page } from '@parley/domain/view';
import { get, type Fetch } from '#lib/api/client.ts';

/** The validators that a campaign can choose among, for those who may choose; none for everybody else. */
export async function choosableValidators(
  fetcher: Fetch,
  parent: () => Promise<{ readonly me: Me['user'] | null }>,
): Promise<readonly Named[]> {
  const { me } = await parent();
  if (!me || !permits(me.role, 'campaign.manage')) return [];
  const validators = await get<Page<Named>>(fetcher, '/api/validators?limit=200');
  return validators.ok ? validators.data.items : [];
}
