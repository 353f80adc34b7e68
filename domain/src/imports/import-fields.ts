import { PLATFORMS } from '../view.ts';
import type { Mapping } from './row-read.ts';

export const IMPORT_KINDS = ['creators', 'collaborations'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** A field that a column of a file can fill. */
export interface ImportField {
  readonly field: string;
  readonly label: string;
  /** Heading under which a person finds it among the others. */
  readonly group: string;
}

export const HANDLE_PARTS = ['handle', 'platform', 'url', 'followers', 'engagement'] as const;
export type HandlePart = (typeof HANDLE_PARTS)[number];
/** Handles whose platform stands in a column of its own; beside them each platform has its columns. */
export const NUMBERED = ['1', '2', '3'] as const;

const PART_LABELS: Readonly<Record<HandlePart, string>> = {
  handle: 'handle',
  platform: 'platform',
  url: 'address',
  followers: 'followers',
  engagement: 'engagement',
};

function named(group: string, labels: Readonly<Record<string, string>>): ImportField[] {
  return Object.entries(labels).map(([field, label]) => ({ field, label, group }));
}

function handleFields(key: string, name: string, parts: readonly HandlePart[]): ImportField[] {
  return parts.map((part) => {
    const label = `${name} ${PART_LABELS[part]}`.trim();
    const capital = label.charAt(0).toUpperCase() + label.slice(1);
    return { field: `handles.${key}.${part}`, label: capital, group: name || 'Handle' };
  });
}

const WITHOUT_PLATFORM = HANDLE_PARTS.filter((part) => part !== 'platform');

const CREATOR_FIELDS: readonly ImportField[] = [
  ...named('Creator', {
    name: 'Name',
    bio: 'Bio',
    country: 'Country',
    audience: 'Audience',
    tags: 'Tags',
  }),
  ...named('Contact', {
    'contact.email': 'E-mail',
    'contact.phone': 'Phone',
    'contact.agentName': 'Agent',
    'contact.agentEmail': 'Agent’s e-mail',
    'contact.address': 'Address',
  }),
  ...NUMBERED.flatMap((key) =>
    handleFields(key, key === '1' ? '' : `Handle ${key}:`, HANDLE_PARTS),
  ),
  ...PLATFORMS.flatMap((platform) => handleFields(platform, platform, WITHOUT_PLATFORM)),
];

const COLLABORATION_FIELDS: readonly ImportField[] = [
  ...named('Collaboration', {
    campaign: 'Campaign (name or id)',
    owner: 'Owner’s e-mail',
    status: 'Status',
    reason: 'Reason for cancelling',
    note: 'Note',
  }),
  ...named('Creator', {
    'creator.handle': 'Creator’s handle',
    'creator.platform': 'Creator’s platform',
    'creator.name': 'Creator’s name',
  }),
  ...named('Terms', {
    fee: 'Fee',
    currency: 'Currency',
    commission: 'Commission in percent',
    product: 'Product',
    deliverables: 'Deliverables',
    deliverablesDueOn: 'Deliverables due on',
    startsOn: 'Starts on',
    dueOn: 'Due on',
    conditions: 'Conditions',
    shipsProduct: 'Ships a product',
  }),
];

/** Every field that a file of this kind can fill, in the order they are shown. */
export function importFields(kind: ImportKind): readonly ImportField[] {
  return kind === 'creators' ? CREATOR_FIELDS : COLLABORATION_FIELDS;
}

const IS_HANDLE = /^handles\.[^.]+\.handle$/;

/** The labels of what no file of this kind can do without and this mapping lacks; empty: it can start. */
export function missingFields(kind: ImportKind, mapping: Mapping): string[] {
  const has = (field: string) => mapping.includes(field);
  if (kind === 'creators') {
    const hasHandle = mapping.some((field) => field !== null && IS_HANDLE.test(field));
    return [...(has('name') ? [] : ['Name']), ...(hasHandle ? [] : ['Handle'])];
  }
  const hasCreator = has('creator.handle') || has('creator.name');
  return [...(has('campaign') ? [] : ['Campaign']), ...(hasCreator ? [] : ['Creator’s handle'])];
}
