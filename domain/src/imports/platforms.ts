import { PLATFORMS, type Platform } from '../view.ts';
import type { CellRead } from './row-read.ts';

const ALIASES: Readonly<Record<string, Platform>> = {
  ig: 'Instagram',
  insta: 'Instagram',
  tt: 'TikTok',
  yt: 'YouTube',
  twitter: 'X',
  fb: 'Facebook',
  snap: 'Snapchat',
  website: 'Blog',
};
const BY_WORD = new Map<string, Platform>([
  ...PLATFORMS.map((platform) => [platform.toLowerCase(), platform] as const),
  ...Object.entries(ALIASES),
]);

/** The platform of this name, however it is written; null where it is none. */
export function platformOf(text: string): Platform | null {
  return BY_WORD.get(text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')) ?? null;
}

export function readPlatform(cell: string): CellRead<Platform> {
  const value = platformOf(cell);
  if (value !== null) return { ok: true, value };
  return { ok: false, message: `must be one of ${PLATFORMS.join(', ')}` };
}

const HOSTS: readonly (readonly [RegExp, Platform])[] = [
  [/^instagram\.com\/([^/?#]+)/, 'Instagram'],
  [/^tiktok\.com\/@([^/?#]+)/, 'TikTok'],
  [/^youtube\.com\/@([^/?#]+)/, 'YouTube'],
  [/^twitch\.tv\/([^/?#]+)/, 'Twitch'],
  [/^(?:x|twitter)\.com\/([^/?#]+)/, 'X'],
  [/^linkedin\.com\/in\/([^/?#]+)/, 'LinkedIn'],
  [/^pinterest\.[a-z.]+\/([^/?#]+)/, 'Pinterest'],
  [/^facebook\.com\/([^/?#]+)/, 'Facebook'],
  [/^snapchat\.com\/add\/([^/?#]+)/, 'Snapchat'],
  [/^threads\.(?:net|com)\/@([^/?#]+)/, 'Threads'],
];

/** Platform and handle that the address of a profile names; null where it is no known one. */
export function profileOf(
  address: string,
): { readonly platform: Platform; readonly handle: string } | null {
  const bare = address.trim().replace(/^https?:\/\/(www\.|m\.)?/i, '');
  if (bare === address.trim()) return null;
  for (const [pattern, platform] of HOSTS) {
    const handle = pattern.exec(bare.replace(/^[^/]+/, (host) => host.toLowerCase()))?.[1];
    if (handle) return { platform, handle };
  }
  return null;
}
