import type { HandleBody } from '@parley/domain/creator.schema';
import type { CreatorRow } from '@parley/domain/imports/creator-row';

/** A creator as rows of a file want it: new, or on top of one that is there. */
export interface CreatorDraft {
  readonly id: string;
  readonly isNew: boolean;
  readonly name: string;
  readonly bio: string | null;
  readonly country: string | null;
  readonly audience: string | null;
  readonly contact: Readonly<Record<string, string>>;
  /** By platform and handle without case. */
  readonly handles: ReadonlyMap<string, HandleBody>;
  readonly tags: ReadonlySet<string>;
}

/** The draft with one more row on top: what the row leaves empty stays. */
export function withRow(
  draft: CreatorDraft | { readonly id: string; readonly isNew: boolean },
  { creator, tags }: CreatorRow,
  keys: readonly string[],
): CreatorDraft {
  const before = 'name' in draft ? draft : null;
  const contact = Object.entries(creator.contact ?? {}).filter(([, value]) => value != null);
  const handles = creator.handles.map((handle, index): [string, HandleBody] => {
    const key = keys[index] ?? '';
    return [key, merged(before?.handles.get(key), handle)];
  });
  return {
    id: draft.id,
    isNew: draft.isNew,
    name: creator.name,
    bio: creator.bio ?? before?.bio ?? null,
    country: creator.country ?? before?.country ?? null,
    audience: creator.audience ?? before?.audience ?? null,
    contact: { ...before?.contact, ...Object.fromEntries(contact.map(([k, v]) => [k, String(v)])) },
    handles: new Map([...(before?.handles ?? []), ...handles]),
    tags: new Set([...(before?.tags ?? []), ...tags]),
  };
}

function merged(before: HandleBody | undefined, handle: HandleBody): HandleBody {
  return {
    platform: handle.platform,
    handle: before?.handle ?? handle.handle,
    url: handle.url ?? before?.url,
    followers: handle.followers ?? before?.followers,
    engagementPercent: handle.engagementPercent ?? before?.engagementPercent,
  };
}
