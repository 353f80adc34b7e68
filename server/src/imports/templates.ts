import { importFields, type ImportKind } from '@parley/domain/imports/import-fields';
import { csvText } from '../csv/csv-text.ts';

/** One row that shows how each field is written; fields without an example are left out of the template. */
const EXAMPLES: Readonly<Record<ImportKind, Readonly<Record<string, string>>>> = {
  creators: {
    name: 'Maya Lindqvist',
    'handles.1.platform': 'Instagram',
    'handles.1.handle': 'maya.makes',
    'handles.1.url': 'https://www.instagram.com/maya.makes',
    'handles.1.followers': '12500',
    'handles.1.engagement': '3.4 %',
    'handles.TikTok.handle': 'mayamakes',
    'handles.TikTok.followers': '48.2k',
    bio: 'Ceramics and slow mornings',
    country: 'Sweden',
    audience: 'Women, 25 to 34, Nordics',
    tags: 'Ceramics; Top Performer',
    'contact.email': 'maya@example.com',
    'contact.phone': '+46 70 000 00 00',
    'contact.agentName': 'Noor Haddad',
    'contact.agentEmail': 'noor@example.com',
    'contact.address': 'Storgatan 1, 111 22 Stockholm',
  },
  collaborations: {
    campaign: 'Spring launch',
    'creator.platform': 'Instagram',
    'creator.handle': 'maya.makes',
    'creator.name': 'Maya Lindqvist',
    owner: 'owner@example.com',
    status: 'Negotiating',
    reason: '',
    fee: '1200.00',
    currency: 'EUR',
    commission: '5 %',
    product: 'Starter set',
    deliverables: '1 Reel; 3 Story',
    deliverablesDueOn: '2027-03-15; 2027-03-20',
    startsOn: '2027-03-01',
    dueOn: '2027-03-31',
    conditions: 'Usage rights for six months',
    shipsProduct: 'yes',
    note: 'Met at the fair',
  },
};

/** A file to fill in: every column that is read, by the name it is known by, and one row as an example. */
export function template(kind: ImportKind): string {
  const examples = EXAMPLES[kind];
  const labels = new Map(importFields(kind).map(({ field, label }) => [field, label]));
  const fields = Object.keys(examples);
  return csvText(
    fields.map((field) => labels.get(field) ?? field),
    [fields.map((field) => examples[field] ?? '')],
  );
}
