import { importFields, type ImportKind, NUMBERED } from './import-fields.ts';
import { platformOf } from './platforms.ts';

/** Words of headers by field, as tools and people write them; compared without case, spaces and signs. */
const CREATOR_WORDS: Readonly<Record<string, string>> = {
  name: 'name fullname creator creatorname influencer influencername displayname',
  bio: 'bio biography about description',
  country: 'country location region land',
  audience: 'audience niche audiencedescription',
  tags: 'tags tag labels',
  'contact.email': 'email emailaddress mail contactemail',
  'contact.phone': 'phone phonenumber telephone mobile contactphone tel',
  'contact.agentName': 'agent agentname manager managername',
  'contact.agentEmail': 'agentemail manageremail agentsemail',
  'contact.address': 'address postaladdress shippingaddress street',
};
const PART_WORDS: Readonly<Record<string, string>> = {
  handle: 'handle username user account profile channel',
  platform: 'platform network channeltype socialnetwork',
  url: 'url link profileurl profilelink handleurl',
  followers: 'followers followercount subscribers fans followerscount',
  engagement: 'engagement engagementrate er engagementpercent',
};
const COLLABORATION_WORDS: Readonly<Record<string, string>> = {
  campaign: 'campaign campaignname campaignid campaignnameorid',
  'creator.handle': 'handle creatorhandle username creatorshandle influencerhandle account',
  'creator.platform': 'platform creatorplatform network creatorsplatform',
  'creator.name': 'creator creatorname name influencer creatorsname',
  owner: 'owner owneremail manager ownersemail assignee',
  status: 'status stage state',
  reason: 'reason cancelreason reasonforcancelling cancellationreason',
  note: 'note notes comment comments',
  fee: 'fee amount price compensation budget fixedfee rate',
  currency: 'currency feecurrency',
  commission: 'commission commissionpercent commissioninpercent commissionrate',
  product: 'product gift gifting',
  deliverables: 'deliverables deliverable content',
  deliverablesDueOn: 'deliverablesdueon deliverablesdue deliverabledue deliverabledueon contentdue',
  startsOn: 'startson start startdate from',
  dueOn: 'dueon due duedate end enddate deadline',
  conditions: 'conditions additionalconditions terms',
  shipsProduct: 'shipsproduct shipsaproduct ships shipping shipment',
};

const inverted = (words: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(words).flatMap(([field, list]) => list.split(' ').map((word) => [word, field])),
  );
const CREATORS = inverted(CREATOR_WORDS);
const PARTS = inverted(PART_WORDS);
const COLLABORATIONS = inverted(COLLABORATION_WORDS);

const plain = (header: string) =>
  header
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** Guesses from the names of the columns what each fills; no field twice, null where nothing fits. */
export function guessMapping(kind: ImportKind, headers: readonly string[]): (string | null)[] {
  const known = new Map(importFields(kind).map(({ field, label }) => [plain(label), field]));
  const taken = new Set<string>();
  const fields = headers.map((header) => {
    const guesses = [header, ...candidates(kind, header)].flatMap(
      (one) => known.get(plain(one)) ?? one,
    );
    const field = guesses.find((one) => isField(kind, one) && !taken.has(one)) ?? null;
    if (field !== null) taken.add(field);
    return field;
  });
  return attached(fields);
}

const NUMBERED_PART = /^handles\.(\d)\.(.+)$/;
const PLATFORM_HANDLE = /^handles\.([A-Z]\w*)\.handle$/;

/** Followers without a handle of their own belong to the platform whose handle stands before them, else behind. */
function attached(fields: readonly (string | null)[]): (string | null)[] {
  const taken = new Set(fields);
  return fields.map((field, index) => {
    const [, key = '', part = ''] = NUMBERED_PART.exec(field ?? '') ?? [];
    if (key === '' || taken.has(`handles.${key}.handle`) || taken.has(`handles.${key}.url`))
      return field;
    const nearest = [...fields.slice(0, index).reverse(), ...fields.slice(index + 1)];
    const free = nearest
      .flatMap((one) => PLATFORM_HANDLE.exec(one ?? '')?.[1] ?? [])
      .map((platform) => `handles.${platform}.${part}`)
      .find((one) => part !== 'platform' && !taken.has(one));
    if (free !== undefined) taken.add(free);
    return free ?? null;
  });
}

function isField(kind: ImportKind, field: string): boolean {
  return importFields(kind).some((one) => one.field === field);
}

/** Fields that a header may mean, the likeliest first. */
function candidates(kind: ImportKind, header: string): string[] {
  const word = plain(header);
  if (kind === 'collaborations') return [COLLABORATIONS.get(word)].flatMap((field) => field ?? []);
  const direct = CREATORS.get(word);
  return [...(direct === undefined ? [] : [direct]), ...handleCandidates(header, word)];
}

function handleCandidates(header: string, word: string): string[] {
  const number = /\d+$/.exec(word)?.[0];
  const part = PARTS.get(word.replace(/\d+$/, '')) ?? PARTS.get(word.replace(/^handle\d+/, ''));
  if (part !== undefined)
    return (number === undefined ? NUMBERED : [number]).map((key) => `handles.${key}.${part}`);
  const [first = '', ...rest] = header.trim().split(/[\s_:./-]+/);
  const platform = platformOf(first) ?? platformOf(rest.at(-1) ?? '');
  if (platform === null) return [];
  const others = platformOf(first) === null ? [first, ...rest.slice(0, -1)] : rest;
  const rested = others.length === 0 ? 'handle' : PARTS.get(plain(others.join('')));
  return rested === undefined ? [] : [`handles.${platform}.${rested}`];
}
