import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../src/lib/encoding.ts';
import { inPieces, readAll } from './csv/read-all.ts';

const text = 'Id,Name\n1,Zoë Müller 😀\n2,Łukasz\n';
const utf16be = (content: string): Buffer => Buffer.from(content, 'utf16le').swap16();
const latin = (content: string): Buffer => Buffer.from(content, 'latin1');

describe('the encoding', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 LE with mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE', utf16be(text), 'utf-16be'],
    ['UTF-16 BE with mark', utf16be(`\ufeff${text}`), 'utf-16be'],
  ])('%s is detected and read alike in any chunks', async (_, bytes, encoding) => {
    for (const sizes of [[1], [3], [7, 2], [1e9]]) {
      const csv = await readAll(bytes, {}, sizes);
      expect(csv).toMatchObject({
        encoding,
        header: ['Id', 'Name'],
        rows: [
          ['1', 'Zoë Müller 😀'],
          ['2', 'Łukasz'],
        ],
      });
    }
  });

  it('is windows-1252 where bytes break UTF-8', async () => {
    const bytes = Buffer.concat([latin('Id,Name\n1,Zoë Müller\n2,'), Buffer.of(0x80, 0x92, 0x9f, 0x81), latin('\n')]);
    const csv = await readAll(bytes);
    expect(csv).toMatchObject({
      encoding: 'windows-1252',
      rows: [
        ['1', 'Zoë Müller'],
        ['2', '€’Ÿ\x81'],
      ],
    });
  });

  it('is UTF-8 with a row set aside where few bytes break it and many do not', async () => {
    const csv = await readAll(
      Buffer.concat([Buffer.from('Id,Name\n1,Zoë\n2,Łukasz\n3,'), Buffer.of(0xe9), Buffer.from('\n4,x\n')]),
    );
    expect(csv.rows).toEqual([
      ['1', 'Zoë'],
      ['2', 'Łukasz'],
      ['4', 'x'],
    ]);
    expect(csv.setAside.first).toEqual([{ line: 4, reason: 'bytes that are not UTF-8' }]);
  });

  it.each([
    ['windows-1252', latin('é'), 'utf-8 after it is windows-1252 too', 'Ã©'],
    ['utf-8', Buffer.from('é'), 'utf-8 after it is right', 'é'],
  ])('is decided as %s by the first row beyond a sample of ASCII', async (encoding, first, _, second) => {
    const ascii = '1,plain\n'.repeat(200_000);
    const csv = await readAll(
      Buffer.concat([Buffer.from(`Id,Name\n${ascii}2,`), first, Buffer.from('\n3,é\n')]),
      {},
      [100_000],
    );
    expect(csv).toMatchObject({ encoding, records: 200_002, setAside: { count: 0 } });
    expect(csv.rows.slice(-2)).toEqual([
      ['2', 'é'],
      ['3', second],
    ]);
  });

  it('of a file that ends within a character costs its last row', async () => {
    const csv = await readAll(Buffer.from('Id,Name\n1,Zoë\n2,Zoë').subarray(0, -1));
    expect(csv.rows).toEqual([['1', 'Zoë']]);
    expect(csv.setAside.first).toEqual([{ line: 3, reason: 'bytes that are not UTF-8' }]);
  });

  it('is as given where it is given', async () => {
    expect((await readAll(Buffer.from('a\né\n'), { encoding: 'windows-1252' })).rows).toEqual([['Ã©']]);
    expect((await readAll(latin('a\né\nx\n'), { encoding: 'utf-8' })).rows).toEqual([['x']]);
  });

  it('does not depend on a character that the sample cuts', () => {
    const head = Buffer.from('Müller 😀');
    for (let cut = 2; cut <= head.length; cut++)
      expect(detectEncoding({ head: head.subarray(0, cut), whole: false }).encoding).toBe('utf-8');
    expect(detectEncoding({ head: head.subarray(0, 2), whole: true }).encoding).toBe('windows-1252');
  });
});

describe('UTF-16', () => {
  it('that is broken costs the row, not the file', async () => {
    const bytes = Buffer.from('\ufeffId,Name\n1,\ud800\n2,a\udc00b\n3,\ufffd\n4,😀\n', 'utf16le');
    const csv = await readAll(bytes, {}, [5]);
    expect(csv.rows).toEqual([
      ['3', '\ufffd'],
      ['4', '😀'],
    ]);
    expect(csv.setAside.first).toEqual([
      { line: 2, reason: 'bytes that are not UTF-16' },
      { line: 3, reason: 'bytes that are not UTF-16' },
    ]);
  });

  it('that ends within a character costs the last row', async () => {
    const bytes = Buffer.from('\ufeffId,Name\n1,a\n2,b', 'utf16le');
    const csv = await readAll(bytes.subarray(0, -1));
    expect(csv).toMatchObject({ rows: [['1', 'a']], setAside: { count: 1 } });
  });
});

it('chunks of a source stay as they were', async () => {
  const bytes = utf16be('\ufeffa,b\n1,2\n');
  const before = Buffer.from(bytes);
  for await (const _ of inPieces(bytes, [4]));
  await readAll(bytes);
  expect(bytes).toEqual(before);
});
