import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/lib/csv/read-csv.ts';
import { SourceError, UserError } from '../../../src/lib/errors.ts';
import { inPieces, readAll } from './read-all.ts';

describe('a well-formed CSV', () => {
  it('gives the header and the records with their lines', async () => {
    const csv = await readAll('Id,Name\n1,Acme\n2,Globex\n');
    expect(csv).toMatchObject({
      header: ['Id', 'Name'],
      rows: [
        ['1', 'Acme'],
        ['2', 'Globex'],
      ],
      lines: [2, 3],
      records: 2,
    });
    expect(csv.setAside).toEqual({ count: 0, first: [] });
  });

  it('keeps line ends, delimiters and doubled quotes inside quotes, and counts the lines they take', async () => {
    const csv = await readAll('Id,Note\n1,"said ""yes"",\nthen\r\nleft\rearly"\n2,ok\n');
    expect(csv.rows).toEqual([
      ['1', 'said "yes",\nthen\r\nleft\rearly'],
      ['2', 'ok'],
    ]);
    expect(csv.lines).toEqual([2, 6]);
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('ends rows with %s', async (_, end) => {
    const csv = await readAll(['a,b', '1,', '"2","x"', '3,y'].join(end));
    expect(csv.rows).toEqual([
      ['1', ''],
      ['2', 'x'],
      ['3', 'y'],
    ]);
    expect(csv.lines).toEqual([2, 3, 4]);
  });

  it('ends rows with mixed line ends in one file', async () => {
    const csv = await readAll('a,b\r\n1,2\n3,4\r5,6\n\r7,8');
    expect(csv.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
      ['7', '8'],
    ]);
    expect(csv.lines).toEqual([2, 3, 4, 6]);
  });

  it('skips blank lines, also those of spaces and tabs, and still counts them as lines', async () => {
    const csv = await readAll('\n \na,b\n\n1,2\n \t\n\r\n3,4\n\n');
    expect(csv).toMatchObject({ header: ['a', 'b'], lines: [5, 8], setAside: { count: 0 } });
  });

  it('tells a quoted blank value in a single column from a blank line', async () => {
    expect((await readAll('a\n""\n\nx\n')).rows).toEqual([[''], ['x']]);
  });

  it('keeps the spaces of values and trims those of the header', async () => {
    expect(await readAll(' Id , Name \n 1 ,\tx\n')).toMatchObject({ header: ['Id', 'Name'], rows: [[' 1 ', '\tx']] });
  });

  it('reports names that stand in the header twice, and lets the first one count', async () => {
    const csv = await readAll('Id,Name,Name,,,Id\n1,first,second,,,9\n', { columns: ['Name'] });
    expect(csv.duplicates).toEqual(['Name', 'Id']);
    expect(csv.rows).toEqual([['first']]);
  });

  it('tells an empty file from one without records', async () => {
    for (const empty of ['', '\n', '\r\n\r\n', '\ufeff', '  \n']) expect((await readAll(empty)).header).toEqual([]);
    expect(await readAll('Id,Name\n')).toMatchObject({ header: ['Id', 'Name'], rows: [] });
  });
});

describe('values that repeat', () => {
  it.each(['utf-8', 'windows-1252'] as const)('read as those that do not, in %s', async (encoding) => {
    const pool = ['Closed Won', 'Zoë', 'ZoÃ«', '€ 5', 'Ann "A" Lee', '', 'x'.repeat(33), '0055e0000000004HAAK'];
    const values = Array.from({ length: 9000 }, (_, i) => (i % 3 === 0 ? `value ${i}` : (pool[(i * i) % 8] ?? '')));
    const text = ['Id,Value', ...values.map((value, i) => `${i},"${value.replaceAll('"', '""')}"`)].join('\n');
    const bytes = encoding === 'utf-8' ? Buffer.from(text) : Buffer.from(text.replaceAll('€', '\x80'), 'latin1');
    expect((await readAll(bytes, { encoding, columns: ['Value'] })).rows).toEqual(values.map((value) => [value]));
  });
});

describe('wanted columns', () => {
  it('come in the order asked for, with the absent ones undefined and reported', async () => {
    const csv = await readAll('a,b,c\n1,"2",3\n', { columns: ['c', 'Owner', 'a'] });
    expect(csv).toMatchObject({ rows: [['3', undefined, '1']], missing: ['Owner'] });
  });

  it('may be chosen by index once the header is known', async () => {
    const csv = await readAll('a,b,c\n1,2,3\n', { columns: (header) => [header.indexOf('b'), 0, 0] });
    expect(csv.rows).toEqual([['2', '1', '1']]);
  });

  it('do not hide what is wrong with the others', async () => {
    const csv = await readAll('a,b\n1,x\u0000\n2,"x"y\n3\n4,ok\n', { columns: ['a'] });
    expect(csv).toMatchObject({ rows: [['4']], setAside: { count: 3 } });
  });
});

describe('a broken row', () => {
  it('is set aside when it has too few or too many fields', async () => {
    const csv = await readAll('a,b\n1\n2,3\n4,5,6\n');
    expect(csv.rows).toEqual([['2', '3']]);
    expect(csv.setAside).toEqual({
      count: 2,
      first: [
        { line: 2, reason: '1 field, the header has 2' },
        { line: 4, reason: '3 fields, the header has 2' },
      ],
    });
  });

  it.each([
    ['inside a plain field', '2,5" pipe'],
    ['after a closing quote', '2,"a"b'],
    ['after a space', '2, "a"'],
  ])('is set aside for a quote %s', async (_, broken) => {
    const csv = await readAll(`a,b\n1,x\n${broken}\n3,"y"\n`);
    expect(csv.rows).toEqual([
      ['1', 'x'],
      ['3', 'y'],
    ]);
    expect(csv.setAside.first).toEqual([{ line: 3, reason: 'a quote in the middle of a field' }]);
  });

  it('with an unclosed quote costs its own line, not the following ones', async () => {
    const csv = await readAll('a,b\n1,"x\n2,y\n"3","z"\n4,w\n');
    expect(csv).toMatchObject({
      rows: [
        ['2', 'y'],
        ['3', 'z'],
        ['4', 'w'],
      ],
      lines: [3, 4, 5],
    });
    expect(csv.setAside.first).toEqual([{ line: 2, reason: 'a quote in the middle of a field' }]);
  });

  it('with an unclosed quote up to the end of the file costs its own line', async () => {
    const csv = await readAll('a,b\n1,x\n2,"y\n3,z');
    expect(csv.rows).toEqual([
      ['1', 'x'],
      ['3', 'z'],
    ]);
    expect(csv.setAside.first).toEqual([{ line: 3, reason: 'a quote that is never closed' }]);
  });

  it('with an unclosed quote in a long file is given up after 1 MiB', async () => {
    const rest = Array.from({ length: 300_000 }, (_, i) => `${i},value`);
    const csv = await readAll(['a,b', 'x,"open', ...rest].join('\n'), {}, [65_536]);
    expect(csv.records).toBe(300_000);
    expect(csv.lines[0]).toBe(3);
    expect(csv.setAside.first).toEqual([
      { line: 2, reason: 'a field longer than 1 MiB, or a quote that is never closed' },
    ]);
  });

  it('is set aside for a field or a row that is too long, and reading goes on after it', async () => {
    const field = 'x'.repeat(1024 * 1024 + 1);
    const row = Array.from({ length: 9 }, () => 'x'.repeat(1024 * 1024)).join(',');
    const csv = await readAll(`a,b\n1,${field}\n2,"${field}"\n3,${row}\n4,${'x'.repeat(1024 * 1024)}\n`, {
      columns: ['a'],
    });
    expect(csv.rows).toEqual([['4']]);
    expect(csv.setAside.first).toEqual([
      { line: 2, reason: 'a field longer than 1 MiB, or a quote that is never closed' },
      { line: 3, reason: 'a field longer than 1 MiB, or a quote that is never closed' },
      { line: 4, reason: 'a row longer than 8 MiB' },
    ]);
  });

  it('is set aside for a NUL byte', async () => {
    const csv = await readAll('a,b\n1,x\n2,\u0000\n"\u0000",2\n3,y\n');
    expect(csv.rows).toEqual([
      ['1', 'x'],
      ['3', 'y'],
    ]);
    expect(csv.setAside).toEqual({
      count: 2,
      first: [
        { line: 3, reason: 'a NUL byte' },
        { line: 4, reason: 'a NUL byte' },
      ],
    });
  });

  it('is counted however many there are, and named for the first twenty', async () => {
    const csv = await readAll(`a,b\n${'x\n'.repeat(50)}`);
    expect(csv.setAside.count).toBe(50);
    expect(csv.setAside.first.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
  });
});

describe('a file that cannot be read', () => {
  it('is an error when the header itself is broken', async () => {
    await expect(readCsv(inPieces(Buffer.from('\na,"b"c\n1,2\n'), [3]), { file: 'Lead.csv' })).rejects.toThrow(
      new SourceError({
        message: 'the header cannot be read: a quote in the middle of a field',
        at: { file: 'Lead.csv', line: 2 },
      }),
    );
  });

  it('is an error when it is a workbook', async () => {
    const workbook = Buffer.from('PK\x03\x04rest');
    await expect(readCsv(inPieces(workbook, [2]), { file: 'deals.csv' })).rejects.toThrow(
      'deals.csv: is a zip archive',
    );
  });

  it('is wrong input when it does not exist, and unreadable when it is a folder', async () => {
    await expect(readCsv('no-such-file.csv')).rejects.toThrow(UserError);
    await expect(readCsv('test')).rejects.toThrow(SourceError);
  });
});

it('reads a file by its path', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'csv-'));
  const path = join(folder, 'Lead.csv');
  writeFileSync(path, `Id,Status\n${'1,New\n'.repeat(200_000)}`);
  try {
    const file = await readCsv(path);
    let records = 0;
    for await (const { rows } of file.batches()) records += rows.length;
    expect(records).toBe(200_000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a source is closed', () => {
  const source = (closed: string[], text: string) =>
    (async function* () {
      try {
        for (;;) yield Buffer.from(text);
      } finally {
        closed.push('closed');
      }
    })();

  it('when the file is given up after the header', async () => {
    const closed: string[] = [];
    const file = await readCsv(source(closed, 'a,b\n1,2\n'));
    expect(closed).toEqual([]);
    await file.close();
    expect(closed).toEqual(['closed']);
  });

  it('when reading stops within the batches', async () => {
    const closed: string[] = [];
    const file = await readCsv(source(closed, 'a,b\n1,2\n'));
    for await (const _ of file.batches()) break;
    expect(closed).toEqual(['closed']);
  });

  it('when the header is broken', async () => {
    const closed: string[] = [];
    await expect(readCsv(source(closed, 'a,"b"c\n'))).rejects.toThrow(SourceError);
    expect(closed).toEqual(['closed']);
  });
});

const spectrum = '../shared/data/hostile/csv_spectrum';

describe.skipIf(!existsSync(spectrum))('csv-spectrum', () => {
  const names = existsSync(spectrum) ? readdirSync(join(spectrum, 'csvs')).map((name) => name.replace('.csv', '')) : [];

  it.each(names)('%s reads as its JSON says', async (name) => {
    const expected: unknown = JSON.parse(readFileSync(join(spectrum, 'json', `${name}.json`), 'utf8'));
    const text = readFileSync(join(spectrum, 'csvs', `${name}.csv`), 'utf8');
    // The stored copies of the CRLF cases have lost their CR.
    const { header, rows } = await readAll(name.endsWith('_crlf') ? text.replaceAll(/\r?\n/g, '\r\n') : text);
    expect(rows.map((row) => Object.fromEntries(row.map((value, i) => [header[i], value])))).toEqual(expected);
  });
});
