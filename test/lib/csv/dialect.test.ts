import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/lib/errors.ts';
import { readAll } from './read-all.ts';

describe('the dialect', () => {
  it.each([',', ';', '\t', '|', '^', '`'])('has the delimiter %j when that cuts all rows alike', async (delimiter) => {
    const rows = [
      ['Id', 'Name', 'Note'],
      ['1', 'Acme', '"a, b; c"'],
      ['2', 'Globex', '"x\ty|z^`"'],
    ];
    const csv = await readAll(rows.map((row) => row.join(delimiter)).join('\r\n'));
    expect(csv.dialect).toEqual({ delimiter, quote: '"' });
    expect(csv.rows).toEqual([
      ['1', 'Acme', 'a, b; c'],
      ['2', 'Globex', 'x\ty|z^`'],
    ]);
  });

  it('is not misled by decimal commas or by commas in the header', async () => {
    const csv = await readAll('Name;Betrag, netto\nAcme;1,5\nGlobex;2,75\n');
    expect(csv).toMatchObject({
      header: ['Name', 'Betrag, netto'],
      rows: [
        ['Acme', '1,5'],
        ['Globex', '2,75'],
      ],
    });
  });

  it('is not misled by a few ragged rows', async () => {
    const csv = await readAll(`Id,Name,Stage\n1;2\n${'1,"a;b",Won\n'.repeat(20)}2,3\n`);
    expect(csv).toMatchObject({ dialect: { delimiter: ',' }, records: 20, setAside: { count: 2 } });
  });

  it('has a comma for a single column', async () => {
    expect(await readAll('Email\nann@example.com\n')).toMatchObject({
      dialect: { delimiter: ',', quote: '"' },
      records: 1,
    });
  });

  it('has single quotes when the header is in single quotes', async () => {
    const csv = await readAll("'Id','Name'\n'1','O''Brien, Ann'\n");
    expect(csv).toMatchObject({ dialect: { quote: "'" }, rows: [['1', "O'Brien, Ann"]] });
    expect((await readAll("Id,Name\n1,'t Hart\n")).rows).toEqual([['1', "'t Hart"]]);
  });

  it.each(['sep=;\r\n', '"sep=;"\n', '\ufeffSEP=;\n'])('follows the first line %j that Excel writes', async (first) => {
    const csv = await readAll(`${first}a,x;b\n1,5;2\n`);
    expect(csv).toMatchObject({ header: ['a,x', 'b'], rows: [['1,5', '2']], lines: [3] });
  });

  it('is as given where it is given', async () => {
    const csv = await readAll('a,b;c\n1,2;3\n', { dialect: { delimiter: ';' } });
    expect(csv).toMatchObject({ header: ['a,b', 'c'], rows: [['1,2', '3']] });
  });

  it('is found although the sample ends within a row', async () => {
    const csv = await readAll(`a;b\n${'1;"x, y, z"\n'.repeat(20_000)}`, {}, [1000]);
    expect(csv).toMatchObject({ dialect: { delimiter: ';' }, records: 20_000, setAside: { count: 0 } });
  });

  it.each([{ delimiter: '' }, { delimiter: '::' }, { delimiter: '·' }, { quote: '“' }])(
    '%j is refused',
    async (dialect) => {
      await expect(readAll('a,b\n', { dialect })).rejects.toThrow(UserError);
    },
  );
});
