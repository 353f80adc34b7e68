import { PLATFORMS, type Named } from '@parley/domain/view';

/** Whom a run can be about: how it is called, and the part of the body that says so. */
export interface RunScope {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Everybody, the creators of a campaign, or those on a platform. */
export function runScopes(campaigns: readonly Named[]): readonly RunScope[] {
  return [
    { id: 'all', label: 'All creators', group: 'Creators', body: { filter: {} } },
    ...campaigns.map(({ id, name }) => ({
      id,
      label: name,
      group: 'Creators of a campaign',
      body: { collaborations: { campaign: [id] } },
    })),
    ...PLATFORMS.map((platform) => ({
      id: platform,
      label: platform,
      group: 'Creators on a platform',
      body: { filter: { platform: [platform] } },
    })),
  ];
}

/** Creators that somebody picked, for the dialog of a run. */
export function pickedScope(creatorIds: readonly string[]): RunScope {
  const label =
    creatorIds.length === 1 ? '1 selected creator' : `${creatorIds.length} selected creators`;
  return { id: 'picked', label, group: 'Creators', body: { creatorIds } };
}

/** The scopes by their group, in their order. */
export function grouped(scopes: readonly RunScope[]): [string, readonly RunScope[]][] {
  const groups = new Map<string, RunScope[]>();
  for (const scope of scopes) groups.set(scope.group, [...(groups.get(scope.group) ?? []), scope]);
  return [...groups];
}
