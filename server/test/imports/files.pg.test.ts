import { LIMITS } from '@parley/domain/limits';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '../read/http.ts';
import { addReader, makeWorld, type World } from '../read/world.ts';
import { importing, type Imports } from './importing.ts';

let world: World;
let imports: Imports;
let member: string;
beforeAll(async () => {
  world = await makeWorld();
  imports = importing(world);
  member = await tokenOf(world, await addReader(world, 'member'));
});
afterAll(() => world.close());

const bytes = (text: string, encoding: 'utf8' | 'utf16le' | 'latin1' = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));
const bigEndian = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

/** What is decoded and read at once: a letter or a line end may lie across two of them. */
const SLICE = 65_536;
const HEAD = 'name,instagram,bio,notes';
/** Rows whose second begins so many bytes before the end of the first slice. */
const across = (before: number, second: string, lineEnd = '\n') => {
  const first = `${HEAD}${lineEnd}First,@one,,`;
  return `${first}${'x'.repeat(SLICE - before - first.length - lineEnd.length)}${lineEnd}${second}`;
};

type Came = readonly [name: string, instagram: string, bio: string | null];
const came = async (id: string): Promise<readonly Came[]> => {
  const rows = await world.sql<{ came: Came }[]>`
    select jsonb_build_array(c.name, h.handle, c.bio) as came
    from import_rows r join creators c on c.id = r.entity_id join creator_handles h on h.creator_id = c.id
    where r.import_id = ${id} order by r.row`;
  return rows.map((row) => row.came);
};

describe('a file is read right', () => {
  const FIRST: Came = ['First', 'one', null];
  it.each<[string, Uint8Array<ArrayBuffer>, readonly Came[]]>([
    [
      'in Windows-1252 with umlauts, dash and euro sign',
      bytes(
        'name;instagram;bio\r\nJ\xf6rg \xdf;w.1;\x80 5 \x96 \xe4\xf6\xfc \x84\xc4\x93\r\n',
        'latin1',
      ),
      [['Jörg ß', 'w.1', '€ 5 – äöü „Ä“']],
    ],
    [
      'in UTF-16 LE with a mark, by tabs',
      bytes('\ufeffname\tinstagram\tbio\r\nŁucja 李\tle.1\t"€\t;,😀"\r\n', 'utf16le'),
      [['Łucja 李', 'le.1', '€\t;,😀']],
    ],
    [
      'in UTF-16 BE with a mark, by semicolons',
      bigEndian('\ufeffname;instagram;bio\nŁucja 李;be.1;"€;😀"\n'),
      [['Łucja 李', 'be.1', '€;😀']],
    ],
    [
      'in UTF-8 with a mark, by semicolons beside commas',
      bytes('\ufeffname;instagram;bio\r\nNoor, Ada;u.1;3,4 km, 5,6 km\r\nBo;u.2;7,8'),
      [
        ['Noor, Ada', 'u.1', '3,4 km, 5,6 km'],
        ['Bo', 'u.2', '7,8'],
      ],
    ],
    [
      'with quotes, delimiters and blank lines in quotes',
      bytes(
        '"name","instagram","bio"\r\n"A ""B"", C","q.1","one\r\n\r\n""two"", three"\r\nD,q.2,5" tall\r\n',
      ),
      [
        ['A "B", C', 'q.1', 'one\n\n"two", three'],
        ['D', 'q.2', '5" tall'],
      ],
    ],
    [
      'with returns alone as line ends',
      bytes('name,instagram,bio\rA,cr.1,"x\ry"\r\rB,cr.2,\r'),
      [
        ['A', 'cr.1', 'x\ny'],
        ['B', 'cr.2', null],
      ],
    ],
    [
      'with too few cells, and with empty ones too many',
      bytes('name,instagram,bio\nA,few.1\nB,few.2,x,,\n\n , ,\nC,few.3,y\n'),
      [
        ['A', 'few.1', null],
        ['B', 'few.2', 'x'],
        ['C', 'few.3', 'y'],
      ],
    ],
    [
      'with a header twice: the first one counts',
      bytes('name,Name,instagram,bio,bio\nA,not,twice.1,x,not\n'),
      [['A', 'twice.1', 'x']],
    ],
    [
      'where a letter lies across two pieces',
      bytes(across(1, 'öß 😀,two,é,')),
      [FIRST, ['öß 😀', 'two', 'é']],
    ],
    [
      'where a sign of two units lies across two pieces',
      bytes(across(SLICE / 2 + 1, '😀 x,two,é,'), 'utf16le'),
      [FIRST, ['😀 x', 'two', 'é']],
    ],
    [
      'where a line end lies across two pieces',
      bytes(across(-1, 'A,two,,', '\r\n')),
      [FIRST, ['A', 'two', null]],
    ],
  ])('%s', async (title, file, expected) => {
    const { id, invalid } = await imports.upload(member, file);
    expect(invalid).toBe(0);
    await imports.run(member, id);
    expect(await came(id), title).toEqual(expected);
    // The next case begins with the same handle, which would be a duplicate.
    await world.sql`delete from creators`;
  });

  it('with a cell of a megabyte that no field takes', async () => {
    const { id } = await imports.upload(member, `${HEAD}\nA,big.1,x,"${'y\n'.repeat(524_288)}"\n`);
    await imports.run(member, id);
    expect(await came(id)).toEqual([['A', 'big.1', 'x']]);
  });
});

describe('a row is refused by line and column', () => {
  const MEGABYTE = 'y'.repeat(1_048_576);
  it.each<[string, string, number, string | null, string]>([
    ['a cell of a megabyte', `A,a,"\n${MEGABYTE}"`, 3, 'bio', 'must be at most 500 characters'],
    ['more cells than the header', 'A,a,b,c,d', 3, null, 'has 5 cells where the header has 4'],
    ['no handle', 'A', 3, 'instagram', 'needs a handle on one platform'],
    ['no name', ',a,b', 3, 'name', 'must not be empty'],
    ['a control character', 'A,a,bell\x07', 3, 'bio', 'must not contain control characters'],
    ['a handle with a line end', 'A,"a\nb"', 3, 'instagram', 'must not contain spaces'],
  ])('with %s', async (_, row, line, columnName, message) => {
    const { id, invalid } = await imports.upload(member, `${HEAD}\nFirst,one,,\n${row}\n`);
    expect(invalid).toBe(1);
    const { body } = await imports.send(member, 'GET', `/api/imports/${id}/rows?outcome=refused`);
    const told = body.items.flatMap(({ errors }) => errors);
    expect(told).toEqual([expect.objectContaining({ line, columnName })]);
    expect(`${columnName} ${told[0]?.message}`).toContain(message);
  });

  it('and a file without a column that is needed does not start', async () => {
    const { id, missing } = await imports.upload(member, 'name,bio\nA,x\n');
    expect(missing).toEqual(['Handle']);
    const { body } = await imports.send(member, 'POST', `/api/imports/${id}/start`, {});
    expect([body.code, body.missing]).toEqual(['COLUMNS_MISSING', ['Handle']]);
    expect(body.detail).toContain('Handle');
  });
});

describe('a file is refused as a whole', () => {
  const BEGUN = `${HEAD}\nFirst,one,,\n`;
  it.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
    ['that is empty', bytes(''), /is empty/],
    ['of a mark alone', bytes('\ufeff'), /is empty/],
    ['of blank lines', bytes('\r\n ; ;\r\n\r\n'), /is empty/],
    ['of a header alone', bytes(`${HEAD}\r\n`), /a header and no rows/],
    ['with a zero byte', bytes(`${BEGUN}A\0B,two,,`), /^Character 2 of line 3 is a zero byte/],
    [
      'with a zero byte far behind',
      bytes(across(-9, 'A,two\0'), 'utf8'),
      /^Character 6 of line 3 is a zero byte/,
    ],
    [
      'marked as UTF-8 that is not',
      bytes('\xef\xbb\xbfname,instagram\r\nA\xf6,a\r\n', 'latin1'),
      /^Character 2 of line 2 is not written in UTF-8/,
    ],
    [
      'in UTF-16 with half a sign',
      bytes(`\ufeff${BEGUN}A,\ud83dtwo`, 'utf16le'),
      /^Character 3 of line 3 is not written in UTF-16 LE/,
    ],
    [
      'in UTF-16 that ends within a letter',
      bytes(`\ufeff${BEGUN}A,two`, 'utf16le').slice(0, -1),
      /^Character 5 of line 3 is not written in UTF-16 LE/,
    ],
    [
      'with a quote that is never closed',
      bytes(`${BEGUN}A,two,"x,\nB,three,,\n`),
      /^The row of line 3 opens a quote in column 3 \(bio\) that is never closed/,
    ],
    [
      'with a quote that is never closed in the header',
      bytes('name,"instagram\nA,a\n'),
      /^The row of line 1 opens a quote in column 2 that is never closed/,
    ],
    [
      'with a row of five megabytes',
      bytes(`${BEGUN}A,two,,"${'y\n'.repeat(2_621_440)}"\n`),
      /^The row of line 3 is larger than 4 MiB; it goes beyond in column 4 \(notes\)/,
    ],
    ['of 301 columns', bytes(`${'x,'.repeat(300)}x\n1\n`), /has 301 columns/],
  ])('%s', async (_, file, words) => {
    const { status, body } = await imports.send(member, 'POST', '/api/imports?kind=creators', file);
    expect([status, body.code]).toEqual([422, 'NOT_CSV']);
    expect(body.errors).toEqual([{ path: 'file', message: body.detail }]);
    expect(body.detail).toMatch(words);
  });

  it('with one creator more than a file may have, by the line of that one', async () => {
    const most = LIMITS.importedCreators;
    const file = `name,instagram\n\n${'A,a\n'.repeat(most + 1)}`;
    const { status, body } = await imports.send(member, 'POST', '/api/imports?kind=creators', file);
    expect([status, body.code]).toEqual([422, 'TOO_MANY_ROWS']);
    expect(body.detail).toContain(`50,000 rows, and another one begins on line ${most + 3}.`);
    const [kept] = await world.sql`select 1 from imports i where not exists
      (select 1 from import_rows r where r.import_id = i.id)`;
    expect(kept).toBeUndefined();
  });
});
