import { folded } from './words.ts';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  Instagram: ['instagram', 'insta', 'ig', 'instagrammer', 'instagrammers'],
  TikTok: ['tiktok', 'tik tok', 'tiktoker', 'tiktokers', 'tt'],
  YouTube: ['youtube', 'yt', 'youtuber', 'youtubers'],
  Twitch: ['twitch'],
  X: ['twitter'],
  LinkedIn: ['linkedin'],
  Pinterest: ['pinterest'],
  Facebook: ['facebook', 'fb'],
  Snapchat: ['snapchat', 'snap'],
  Threads: ['threads'],
  Blog: ['blog', 'blogs'],
  Podcast: ['podcast', 'podcasts', 'podcaster', 'podcasters'],
};

/** The platforms that a text names, and the text without them. "X" counts only as a word in capitals. */
export function platformsIn(text: string): { readonly found: string[]; readonly rest: string } {
  let rest = ` ${folded(text)} `;
  const found = new Set<string>();
  for (const [platform, names] of Object.entries(NAMES)) {
    for (const name of names) {
      if (!rest.includes(` ${name} `)) continue;
      found.add(platform);
      rest = rest.replaceAll(` ${name} `, ' ');
    }
  }
  if (/(^|[^\p{L}\p{N}])X($|[^\p{L}\p{N}])/u.test(text)) {
    found.add('X');
    rest = rest.replaceAll(' x ', ' ');
  }
  return { found: [...found], rest: rest.trim() };
}
