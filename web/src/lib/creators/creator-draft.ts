import { PLATFORMS, type CreatorView, type Platform } from '@parley/domain/view';

/** One handle as it stands in the form. */
export interface HandleDraft {
  platform: Platform;
  handle: string;
  url: string;
  followers: string;
  engagement: string;
}

/** The form of a creator as it stands. */
export interface CreatorDraft {
  name: string;
  bio: string;
  country: string;
  audience: string;
  email: string;
  phone: string;
  agentName: string;
  agentEmail: string;
  address: string;
  handles: HandleDraft[];
}

export const newHandle = (): HandleDraft => ({
  platform: 'Instagram',
  handle: '',
  url: '',
  followers: '',
  engagement: '',
});

export function draftOfCreator(creator: CreatorView | null): CreatorDraft {
  const handles = creator?.handles ?? [];
  return {
    name: creator?.name ?? '',
    bio: creator?.bio ?? '',
    country: creator?.country ?? '',
    audience: creator?.audience ?? '',
    email: creator?.contact?.email ?? '',
    phone: creator?.contact?.phone ?? '',
    agentName: creator?.contact?.agentName ?? '',
    agentEmail: creator?.contact?.agentEmail ?? '',
    address: creator?.contact?.address ?? '',
    handles:
      handles.length === 0
        ? [newHandle()]
        : handles.map(({ platform, handle, url, followers, engagementPercent }) => ({
            platform: platformOf(platform),
            handle,
            url: url ?? '',
            followers: followers?.toString() ?? '',
            engagement: engagementPercent?.toString() ?? '',
          })),
  };
}

const platformOf = (name: string): Platform =>
  PLATFORMS.find((platform) => platform === name) ?? 'Other';

export type ReadCreator =
  | { readonly ok: true; readonly body: Record<string, unknown> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** The form read into the body of POST and PATCH alike, or the fields that are wrong with why. */
export function readCreator(draft: CreatorDraft): ReadCreator {
  const errors: Record<string, string> = {};
  if (draft.name.trim() === '') errors.name = 'Give the creator’s name.';
  const handles = draft.handles.map((handle, index) =>
    readHandle(handle, `handles.${index}`, errors),
  );
  if (handles.length === 0) errors.handles = 'Give at least one handle.';
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { email, phone, agentName, agentEmail, address } = draft;
  return {
    ok: true,
    body: {
      name: draft.name.trim(),
      bio: orNull(draft.bio),
      country: orNull(draft.country),
      audience: orNull(draft.audience),
      contact: {
        email: orNull(email),
        phone: orNull(phone),
        agentName: orNull(agentName),
        agentEmail: orNull(agentEmail),
        address: orNull(address),
      },
      handles,
    },
  };
}

const orNull = (text: string): string | null => text.trim() || null;

function readHandle(draft: HandleDraft, path: string, errors: Record<string, string>) {
  const handle = draft.handle.trim().replace(/^@/, '');
  if (handle === '') errors[`${path}.handle`] = 'Give the handle.';
  else if (/\s/.test(handle)) errors[`${path}.handle`] = 'A handle has no spaces.';
  const followers = whole(draft.followers);
  if (Number.isNaN(followers)) errors[`${path}.followers`] = 'A whole number.';
  const engagementPercent = percent(draft.engagement);
  if (Number.isNaN(engagementPercent)) errors[`${path}.engagementPercent`] = '0 to 100.';
  return { platform: draft.platform, handle, url: orNull(draft.url), followers, engagementPercent };
}

function whole(typed: string): number | null {
  const text = typed.replaceAll(/[\s.,]/g, '');
  if (text === '') return null;
  return /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
}

function percent(typed: string): number | null {
  const text = typed.replace('%', '').replace(',', '.').trim();
  if (text === '') return null;
  const value = Number(text);
  return value >= 0 && value <= 100 ? value : Number.NaN;
}
