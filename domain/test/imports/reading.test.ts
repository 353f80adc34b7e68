import { describe, expect, it } from 'vitest';
import { readCollaborationRow } from '../../src/imports/collaboration-row.ts';
import { readCreatorRow } from '../../src/imports/creator-row.ts';
import { guessMapping } from '../../src/imports/guess-mapping.ts';
import { readDay, readFlag, readPercent, readWhole } from '../../src/imports/read-cells.ts';
import { readDeliverables } from '../../src/imports/deliverables-cell.ts';

const valueOf = (read: { ok: true; value: unknown } | { ok: false }) =>
  read.ok ? read.value : 'refused';

describe('numbers as people write them', () => {
  it.each([
    ['12500', 12_500],
    ['12,500', 12_500],
    ['12.500', 12_500],
    ['1 234 567', 1_234_567],
    ["12'500", 12_500],
    ['12.5k', 12_500],
    ['1,2 M', 1_200_000],
    ['12.5', 'refused'],
    ['12,50', 'refused'],
    ['12.500k', 'refused'],
    ['-5', 'refused'],
    ['many', 'refused'],
    ['', 'refused'],
  ])('followers %j', (cell, value) => expect(valueOf(readWhole(cell))).toBe(value));

  it.each([
    ['3.4 %', 3.4],
    ['3,4', 3.4],
    ['0', 0],
    ['three', 'refused'],
    ['3.4.5', 'refused'],
  ])('a percentage %j', (cell, value) => expect(valueOf(readPercent(cell))).toBe(value));
});

describe('days', () => {
  it.each([
    ['2026-03-31', '2026-03-31'],
    ['2026/3/1', '2026-03-01'],
    ['31.3.2026', '2026-03-31'],
    ['2026-03-31T00:00:00Z', '2026-03-31'],
    ['31/03/2026', '2026-03-31'],
    ['03/31/2026', '2026-03-31'],
    ['04/04/2026', '2026-04-04'],
    ['03/04/2026', 'refused'],
    ['30.2.2026', 'refused'],
    ['soon', 'refused'],
  ])('%j', (cell, value) => expect(valueOf(readDay(cell))).toBe(value));
});

it.each([
  ['Yes', true],
  ['0', false],
  ['maybe', 'refused'],
])('yes or no: %j', (cell, value) => expect(valueOf(readFlag(cell))).toBe(value));

it('deliverables as people list them', () => {
  expect(readDeliverables('2x Reel; 1 Story | Post (3); Video; 2 × TikTok; Live x2')).toEqual([
    { type: 'Reel', quantity: 2 },
    { type: 'Story', quantity: 1 },
    { type: 'Post', quantity: 3 },
    { type: 'Video', quantity: 1 },
    { type: 'TikTok', quantity: 2 },
    { type: 'Live', quantity: 2 },
  ]);
});

describe('columns by their names', () => {
  it.each([
    ['Full Name', 'name'],
    ['E-Mail', 'contact.email'],
    ['Instagram', 'handles.Instagram.handle'],
    ['IG followers', 'handles.Instagram.followers'],
    ['Followers (TikTok)', 'handles.TikTok.followers'],
    ['YouTube URL', 'handles.YouTube.url'],
    ['Agent e-mail', 'contact.agentEmail'],
    ['Handle 2', 'handles.2.handle'],
    ['Internal number', null],
  ])('%j of creators', (header, field) =>
    expect(guessMapping('creators', [header])).toEqual([field]),
  );

  it.each([
    [
      ['Name', 'Instagram', 'Followers', 'TikTok', 'Followers', 'ER'],
      [
        'Instagram.handle',
        'Instagram.followers',
        'TikTok.handle',
        'TikTok.followers',
        'TikTok.engagement',
      ],
    ],
    [
      ['Name', 'Followers', 'Platform', 'YouTube handle'],
      ['YouTube.followers', null, 'YouTube.handle'],
    ],
    [
      ['Name', 'Handle', 'Instagram', 'Followers'],
      ['1.handle', 'Instagram.handle', '1.followers'],
    ],
  ])('followers go with the handle beside them: %j', (headers, fields) => {
    const named = fields.map((field) => (field === null ? null : `handles.${field}`));
    expect(guessMapping('creators', headers)).toEqual(['name', ...named]);
  });

  it('fill no field twice', () => {
    expect(guessMapping('creators', ['Name', 'name', 'Handle', 'Handle', 'Platform'])).toEqual([
      ...['name', null, 'handles.1.handle', 'handles.2.handle', 'handles.1.platform'],
    ]);
    expect(
      guessMapping('collaborations', ['Campaign', 'Creator', 'Handle', 'Fee', 'Due date']),
    ).toEqual([...['campaign', 'creator.name', 'creator.handle', 'fee', 'dueOn']]);
  });
});

describe('a row of creators', () => {
  const mapping = [
    'name',
    'handles.1.handle',
    'handles.1.platform',
    'handles.TikTok.handle',
    'tags',
  ];
  const read = (...cells: string[]) => readCreatorRow(mapping, cells);
  const errors = (...cells: string[]) => {
    const row = read(...cells);
    return row.ok ? [] : row.errors.map(({ column, message }) => `${column} ${message}`);
  };

  it('takes an address for platform and handle', () => {
    const row = read('Ada', 'https://www.instagram.com/ada.one/?hl=en', '', '', 'a; A|b');
    expect(row.ok && row.value.creator.handles).toMatchObject([
      { platform: 'Instagram', handle: 'ada.one' },
    ]);
    expect(row.ok && row.value.tags).toEqual(['a', 'b']);
  });

  it('names every cell that is wrong', () => {
    expect(errors('', 'a b', 'Myspace', '')).toEqual([
      expect.stringMatching(/^2 must be one of Instagram/),
      '0 must not be empty',
    ]);
    expect(errors('Ada', '', '', '')).toEqual(['1 needs a handle on one platform']);
    expect(errors('Ada', 'ada', '', '')).toEqual(['2 is missing: which platform is it?']);
    expect(errors('Ada', 'ada', 'tiktok', '@ADA')).toEqual(['3 is named twice in this row']);
  });
});

describe('a row of collaborations', () => {
  const mapping = ['campaign', 'creator.handle', 'fee', 'currency', 'status', 'reason'];
  const read = (...cells: string[]) => readCollaborationRow(mapping, cells, 'EUR');

  it.each([
    ['1,200.50', '', 120_050, 'EUR'],
    ['1.200,50', 'usd', 120_050, 'USD'],
    ['£ 99', '', 9_900, 'GBP'],
    ['1200 JPY', '', 1_200, 'JPY'],
  ])('a fee of %j %j', (fee, currency, amountCents, code) => {
    const row = read('Spring', 'ada', fee, currency, '', '');
    expect(row.ok && row.value.terms.compensation).toMatchObject({ amountCents, currency: code });
  });

  it('needs a reason where it is cancelled, and knows the statuses', () => {
    expect(read('Spring', 'ada', '', '', 'canceled', '')).toMatchObject({
      ok: false,
      errors: [{ column: 5 }],
    });
    expect(read('Spring', 'ada', '', '', 'Done', '')).toMatchObject({
      ok: false,
      errors: [{ column: 4 }],
    });
    expect(read('Spring', 'ada', '', '', 'completed', '')).toMatchObject({ ok: true });
  });
});
