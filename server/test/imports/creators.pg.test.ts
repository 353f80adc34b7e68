import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addReader, makeWorld, type World } from '../read/world.ts';
import { tokenOf } from '../read/http.ts';
import { importing, type Imports } from './importing.ts';

let world: World;
let imports: Imports;
let member: string;
let other: string;
let owner: string;
let guest: string;
beforeAll(async () => {
  world = await makeWorld();
  imports = importing(world);
  member = await tokenOf(world, await addReader(world, 'member'));
  other = await tokenOf(world, await addReader(world, 'member'));
  owner = await tokenOf(world, await addReader(world, 'owner'));
  guest = await tokenOf(world, await addReader(world, 'guest'));
});
afterAll(() => world.close());

const creators = (handle: string) =>
  world.sql<
    { name: string; bio: string | null; contact: object; tags: string[]; handles: object[] }[]
  >`
    select c.name, c.bio, c.contact,
      array(select t.name from creator_tags ct join tags t on t.id = ct.tag_id where ct.creator_id = c.id order by t.name) as tags,
      (select jsonb_agg(jsonb_build_array(h.platform, h.handle, h.followers, h.engagement_percent) order by h.position)
        from creator_handles h where h.creator_id = c.id) as handles
    from creators c where c.id in (select creator_id from creator_handles where handle_key = lower(${handle}))`;

describe('a file of creators', () => {
  it('comes in with handles, contact and tags; what is wrong stays out with its line and column', async () => {
    const file = [
      'Name,Platform,Handle,Followers,Engagement rate,TikTok,TikTok followers,Tags,Email,Bio',
      'Ada One,Instagram,@ada.one,"12,500",3.4 %,ada_tt,12.5k,Ceramics; Nordic|ceramics,ada@example.com,"says ""hi""',
      'on two lines"',
      '',
      'Bo Two,Instagram,bo.two,many,,,,,no-address,',
      'Cy Three,YouTube,cy.three,1000,,,,,,',
    ].join('\r\n');
    const ready = await imports.upload(member, file);
    expect(ready).toMatchObject({
      ...{ state: 'ready', kind: 'creators', name: 'test.csv', encoding: 'UTF-8', delimiter: ',' },
      ...{ total: 3, invalid: 1, existing: 0, done: 0, pending: 3, missing: [] },
    });
    expect(ready.columns.map(({ field }) => field)).toEqual([
      'name',
      'handles.1.platform',
      'handles.1.handle',
      'handles.1.followers',
      'handles.1.engagement',
      'handles.TikTok.handle',
      'handles.TikTok.followers',
      'tags',
      'contact.email',
      'bio',
    ]);
    expect(ready.preview.map(({ line, errors }) => [line, errors.length])).toEqual([
      [2, 0],
      [5, 2],
      [6, 0],
    ]);
    const over = await imports.run(member, ready.id);
    expect(over).toMatchObject({
      ...{ state: 'completed', done: 3, created: 2, refused: 1, skipped: 0, pending: 0 },
    });
    const [ada] = await creators('ADA.one');
    expect(ada).toMatchObject({
      ...{ name: 'Ada One', bio: 'says "hi"\non two lines', tags: ['Ceramics', 'Nordic'] },
      contact: { email: 'ada@example.com' },
      handles: [
        ['Instagram', 'ada.one', 12500, 3.4],
        ['TikTok', 'ada_tt', 12500, null],
      ],
    });
    const rows = await imports.send(member, 'GET', `/api/imports/${ready.id}/rows?outcome=refused`);
    expect(rows.body.items[0]?.errors).toEqual([
      {
        ...{ line: 5, column: 3, columnName: 'Followers' },
        message: 'must be a whole number, as 12500, 12,500 or 12.5k',
      },
      { line: 5, column: 8, columnName: 'Email', message: 'must be an e-mail address' },
    ]);
  });

  it('tells the errors as a file that a spreadsheet does not run', async () => {
    const { id } = await imports.upload(member, 'name;handle;platform\n=1+1;a b;Instagram\n');
    await imports.run(member, id);
    const { text } = await imports.send(member, 'GET', `/api/imports/${id}/errors.csv`);
    expect(text).toBe(
      "Line,Column,Message,name,handle,platform\r\n2,handle,handle must not contain spaces,'=1+1,a b,Instagram\r\n",
    );
  });

  it('skips who is there already, or brings them up to date, also within the file', async () => {
    const file =
      'name,instagram,followers instagram,bio\nDi,di.four,10,first\nDi Again,@DI.four,20,\n';
    const first = await imports.upload(member, file);
    expect([first.invalid, first.existing]).toEqual([0, 1]);
    expect(await imports.run(member, first.id)).toMatchObject({
      created: 1,
      skipped: 1,
      refused: 0,
    });
    const second = await imports.upload(member, file);
    expect(second.existing).toBe(2);
    await imports.send(member, 'PATCH', `/api/imports/${second.id}`, { duplicates: 'update' });
    expect(await imports.run(member, second.id)).toMatchObject({
      created: 0,
      updated: 2,
      skipped: 0,
    });
    const [di, ...more] = await creators('di.four');
    expect(more).toEqual([]);
    expect(di).toMatchObject({
      ...{ name: 'Di Again', bio: 'first' },
      handles: [['Instagram', 'di.four', 20, null]],
    });
  });

  it('refuses a row whose handles belong to two creators', async () => {
    const two = await imports.upload(member, 'name,instagram,tiktok\nEd,ed.five,\nFi,,fi.six\n');
    await imports.run(member, two.id);
    const both = await imports.upload(member, 'name,instagram,tiktok\nEd,ed.five,fi.six\n');
    expect(await imports.run(member, both.id)).toMatchObject({ created: 0, refused: 1 });
  });
});

describe('how a file is read', () => {
  it('is changed by hand, and says what it lacks', async () => {
    const made = await imports.upload(member, 'Wer,Wo,Was\nGo,go.seven,Instagram\n');
    expect(made.missing).toEqual(['Name', 'Handle']);
    const path = `/api/imports/${made.id}`;
    const half = { mapping: ['name', 'handles.1.handle', null] };
    const bad = await imports.send(member, 'PATCH', path, half);
    expect(bad.body.import).toMatchObject({ missing: [], invalid: 1 });
    const none = await imports.send(member, 'PATCH', path, { mapping: [null, null, null] });
    expect(none.body.import).toMatchObject({ missing: ['Name', 'Handle'], invalid: 0 });
    const early = await imports.send(member, 'POST', `${path}/start`, {});
    expect([early.status, early.body.code, early.body.detail]).toEqual([
      409,
      'COLUMNS_MISSING',
      'No column of the file is mapped to: Name, Handle.',
    ]);
    const wrong = await imports.send(member, 'PATCH', path, {
      mapping: ['name', 'name', 'nothing'],
    });
    expect([wrong.status, wrong.body.errors.map(({ path: at }) => at)]).toEqual([
      422,
      ['mapping.1', 'mapping.2'],
    ]);
    const mapping = ['name', 'handles.1.handle', 'handles.1.platform'];
    const right = await imports.send(member, 'PATCH', path, { mapping });
    expect(right.body.import).toMatchObject({ missing: [], invalid: 0, total: 1 });
    expect(await imports.run(member, made.id)).toMatchObject({ created: 1 });
    const late = await imports.send(member, 'PATCH', path, { mapping });
    expect([late.status, late.body.code]).toEqual([409, 'IMPORT_STATE']);
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from('\ufeffname;instagram\nJörg “Jo” Å;jorg.8\n', 'utf8')],
    [
      'UTF-16 LE with a mark',
      Buffer.from('\ufeffname\tinstagram\rJörg “Jo” Å\tjorg.9\r', 'utf16le'),
    ],
    ['UTF-16 LE', Buffer.from('name|instagram\r\nJörg “Jo” Å|jorg.10\r\n', 'utf16le')],
    ['UTF-16 BE', Buffer.from('name,instagram\nJörg “Jo” Å,jorg.11\n', 'utf16le').swap16()],
    [
      'UTF-16 BE with a mark',
      Buffer.from('\ufeffname,instagram\nJörg “Jo” Å,jorg.12\n', 'utf16le').swap16(),
    ],
    ['Windows-1252', Buffer.from('name,instagram\nJ\xf6rg \x93Jo\x94 \xc5,jorg.13\n', 'latin1')],
    ['a named delimiter', Buffer.from('sep=;\nname;instagram\nJörg “Jo” Å;jorg.14\n')],
  ])('tells %s by its bytes', async (_, bytes) => {
    const { preview, columns } = await imports.upload(member, new Uint8Array(bytes));
    expect(columns.map(({ name }) => name)).toEqual(['name', 'instagram']);
    expect(preview.map(({ cells, errors }) => [cells[0], errors])).toEqual([['Jörg “Jo” Å', []]]);
  });

  it('refuses a cell of a megabyte by its line and column, and reads the other rows', async () => {
    const file = `name,instagram,bio\nOk,ok.15,fine\nBig,big.16,"${'x\n'.repeat(524_288)}"\nLast,last.17,\n`;
    const ready = await imports.upload(member, file);
    expect(ready).toMatchObject({ total: 3, invalid: 1 });
    expect(ready.preview[1]?.errors).toEqual([
      { line: 3, column: 2, columnName: 'bio', message: 'must be at most 500 characters' },
    ]);
    expect(ready.preview[2]?.line).toBe(3 + 524_289);
    expect(await imports.run(member, ready.id)).toMatchObject({ created: 2, refused: 1 });
  });

  it.each([
    ['nothing', '', /empty/],
    ['only a header', 'name,instagram\n', /no rows/],
    [
      'a picture',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3, 0, 7]),
      /no text file/,
    ],
    ['an open quote', 'name,instagram\nA,a\n"B,b\nC,c\n', /line 3 opens a quote/],
  ])('refuses %s in words', async (_, file, words) => {
    const answer = await imports.send(member, 'POST', '/api/imports?kind=creators', file);
    expect([answer.status, answer.body.code]).toEqual([422, 'NOT_CSV']);
    expect(answer.body.errors[0]?.message).toMatch(words);
  });

  it('refuses more rows than the kind allows, and more bytes than any file has', async () => {
    const rows = `campaign,creator handle\n${'x,y\n'.repeat(10_001)}`;
    const many = await imports.send(member, 'POST', '/api/imports?kind=collaborations', rows);
    expect([many.status, many.body.code]).toEqual([422, 'TOO_MANY_ROWS']);
    expect(many.body.detail).toContain('10,000');
    const large = await imports.send(
      member,
      'POST',
      '/api/imports?kind=creators',
      new Uint8Array(33_554_433),
    );
    expect(large.status).toBe(413);
  });
});

describe('an import', () => {
  it('is its maker’s; owners see all, others and guests none', async () => {
    const { id } = await imports.upload(member, 'name,instagram\nHi,hi.18\n');
    const status = async (token: string, method = 'GET', path = '', content?: object) =>
      (await imports.send(token, method, `/api/imports/${id}${path}`, content)).status;
    expect([await status(member), await status(owner), await status(other)]).toEqual([
      200, 200, 404,
    ]);
    expect([await status(guest), await status(other, 'POST', '/start', {})]).toEqual([403, 404]);
    const lists = await Promise.all(
      [member, owner, other].map((token) => imports.send(token, 'GET', '/api/imports?limit=200')),
    );
    expect(lists.map(({ body }) => body.items.length > 0)).toEqual([true, true, false]);
    expect(await status(member, 'DELETE')).toBe(204);
    expect(await status(member)).toBe(404);
  });

  it('pauses, goes on and is cancelled; what is done stays done', async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => `Many ${n},many.${n}`);
    const { id } = await imports.upload(member, `name,instagram\n${rows.join('\n')}\n`);
    const post = (move: string) => imports.send(member, 'POST', `/api/imports/${id}/${move}`, {});
    const chunk = async () => {
      const { creatorChunk } = await import('@parley/workflows/import/creator-chunk');
      return creatorChunk(world.sql, id);
    };
    await post('start');
    expect(await chunk()).toBe('more');
    expect((await post('pause')).body.import).toMatchObject({
      state: 'paused',
      done: 500,
      pending: 700,
    });
    expect(await chunk()).toBe('paused');
    expect((await post('resume')).body.import.state).toBe('running');
    expect(await chunk()).toBe('more');
    expect((await post('cancel')).body.import.state).toBe('cancelling');
    expect(await chunk()).toBe('over');
    const read = await imports.send(member, 'GET', `/api/imports?limit=200`);
    expect(read.text).toContain('"cancelled"');
    const [{ count } = { count: 0 }] = await world.sql<{ count: number }[]>`
      select count(*)::int as count from creators where name like 'Many %'`;
    expect(count).toBe(1_000);
    expect((await post('resume')).body.code).toBe('IMPORT_STATE');
  });

  it('is uploaded once for one key', async () => {
    const key = { 'idempotency-key': 'the same file' };
    const send = (file: string) =>
      imports.send(member, 'POST', '/api/imports?kind=creators', file, key);
    const [first, second] = [await send('name,x\nA,a\n'), await send('name,x\nA,a\n')];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.import.id).toBe(first.body.import.id);
    expect((await send('name,x\nB,b\n')).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('reads its own templates', async () => {
    for (const kind of ['creators', 'collaborations']) {
      const file = await imports.send(member, 'GET', `/api/imports/templates/${kind}.csv`);
      const made = await imports.upload(member, file.text, kind);
      expect(made.columns.filter(({ field }) => field === null)).toEqual([]);
      if (kind === 'creators') expect(made.invalid).toBe(0);
    }
  });
});
