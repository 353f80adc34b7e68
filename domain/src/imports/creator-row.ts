import { type HandleBody, newCreator, type NewCreator } from '../creator.schema.ts';
import { PLATFORMS } from '../view.ts';
import { NUMBERED } from './import-fields.ts';
import { platformOf, profileOf, readPlatform } from './platforms.ts';
import { readList, readPercent, readWhole } from './read-cells.ts';
import { RowCells } from './row-cells.ts';
import type { Mapping, RowRead } from './row-read.ts';

/** A row of a file of creators: what is stored of it. */
export interface CreatorRow {
  readonly creator: NewCreator;
  /** Names of tags, each once; those that are not there yet are made. */
  readonly tags: readonly string[];
}

export const TAG_CHARS = 100;
const CONTACT = ['email', 'phone', 'agentName', 'agentEmail', 'address'] as const;

/** Reads one row of a file of creators by its mapping; every cell that is wrong is named. Pure. */
export function readCreatorRow(mapping: Mapping, values: readonly string[]): RowRead<CreatorRow> {
  const cells = new RowCells(mapping, values);
  const found = handlesOf(cells);
  const tags = tagsOf(cells);
  const body = {
    name: cells.text('name') ?? '',
    handles: found.map(({ handle }) => handle),
    bio: cells.text('bio'),
    country: cells.text('country'),
    audience: cells.text('audience'),
    contact: Object.fromEntries(CONTACT.map((part) => [part, cells.text(`contact.${part}`)])),
  };
  if (found.length === 0 && cells.errors.length === 0)
    cells.refuse(anyHandleField(mapping), 'needs a handle on one platform');
  const parsed = newCreator.safeParse(body);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      if (path[0] === 'handles' && path.length < 2) continue;
      cells.refuse(fieldOf(path, found), message);
    }
  }
  if (!parsed.success || cells.errors.length > 0) return { ok: false, errors: cells.errors };
  return { ok: true, value: { creator: parsed.data, tags } };
}

interface FoundHandle {
  readonly key: string;
  readonly handle: Partial<Record<keyof HandleBody, unknown>>;
}

function handlesOf(cells: RowCells): FoundHandle[] {
  const keys: readonly string[] = [...NUMBERED, ...PLATFORMS];
  const found = keys.flatMap((key) => handleOf(cells, key) ?? []);
  const seen = new Set<string>();
  return found.filter(({ key, handle: { platform, handle } }) => {
    const id = `${String(platform)} ${String(handle).replace(/^@/, '').toLowerCase()}`;
    if (seen.has(id)) cells.refuse(`handles.${key}.handle`, 'is named twice in this row');
    return !seen.has(id) && seen.add(id);
  });
}

function handleOf(cells: RowCells, key: string): FoundHandle | null {
  const at = (part: string) => `handles.${key}.${part}`;
  const url = cells.text(at('url'));
  const given = cells.text(at('handle')) ?? url;
  const followers = cells.read(at('followers'), readWhole);
  const engagementPercent = cells.read(at('engagement'), readPercent);
  const named = cells.text(at('platform'));
  if (given === null) {
    const isAlone = followers !== null || engagementPercent !== null || named !== null;
    if (isAlone) cells.refuse(at('handle'), 'is missing beside what else is said of it');
    return null;
  }
  const profile = profileOf(given) ?? (url === null ? null : profileOf(url));
  const platform =
    platformOf(key) ?? cells.read(at('platform'), readPlatform) ?? profile?.platform ?? null;
  if (platform === null) {
    if (named === null) cells.refuse(at('platform'), 'is missing: which platform is it?');
    return null;
  }
  const isAddress = profile?.platform === platform && profileOf(given) !== null;
  const handle = isAddress ? profile.handle : given;
  const address = url ?? (isAddress ? given : null);
  return { key, handle: { platform, handle, url: address, followers, engagementPercent } };
}

/** The field whose column is told of a schema's complaint. */
function fieldOf(path: readonly PropertyKey[], found: readonly FoundHandle[]): string {
  const [first, second, third] = path.map(String);
  if (first !== 'handles') return second === undefined ? (first ?? '') : `${first}.${second}`;
  const part = third === 'engagementPercent' ? 'engagement' : (third ?? 'handle');
  return `handles.${found[Number(second)]?.key}.${part}`;
}

function anyHandleField(mapping: Mapping): string {
  return mapping.find((field) => field?.endsWith('.handle')) ?? '';
}

function tagsOf(cells: RowCells): string[] {
  const names = readList(cells.text('tags') ?? '');
  if (names.some((name) => name.length > TAG_CHARS))
    cells.refuse('tags', `a tag has at most ${TAG_CHARS} characters`);
  const byKey = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]));
  return [...byKey.values()].toReversed();
}
