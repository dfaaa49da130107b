import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counts, csv, openExport, readDataset, readExport } from '../read-export.ts';

const lead = '00Q5f000000aiJSEAY';
const failing = (files: Record<string, string>, options = {}) =>
  openExport(files, options).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('what cannot be read', () => {
  it('refuses a path that does not exist, with the nearest name', async () => {
    expect(await failing({ 'Lead.csv': 'Id' }, { file: 'Laed.csv' })).toMatchObject({
      name: 'UserError',
      problems: [{ message: 'no such file or folder: Laed.csv', hint: 'did you mean "Lead.csv"?' }],
    });
  });

  it('refuses an empty folder, archives and workbooks', async () => {
    expect(await failing({ '.hidden': '' })).toMatchObject({ name: 'UserError', message: /holds no files/ });
    expect(await failing({ 'org.rar': 'Rar!' })).toMatchObject({ name: 'UserError', message: /unpack/ });
    expect(await failing({ 'leads.xlsx': 'PK' }, { file: 'leads.xlsx' })).toMatchObject({
      name: 'UserError',
      message: /save each sheet as "CSV UTF-8"/,
    });
  });

  it('refuses a folder without any file that it knows, and says what is there', async () => {
    expect(await failing({ 'Leads.csv': '', 'readme.md': '' })).toMatchObject({
      name: 'UserError',
      problems: [
        {
          message: 'export/ holds no file that is known: Leads.csv, readme.md',
          hint: expect.stringContaining('Leads.csv: did you mean "Lead.csv"?'),
        },
      ],
    });
  });

  it('cannot read a workbook that is called CSV', async () => {
    expect(await failing({ 'Lead.csv': 'PK\x03\x04…' })).toMatchObject({ name: 'SourceError' });
  });

  it('sets broken rows aside and names their lines', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `${i},Open`);
    rows[10] = '10,Open,too,many';
    rows[20] = '20';
    const { lead: leads, gaps } = await readExport({ 'Lead.csv': csv('Id,Status', ...rows) });
    expect(leads).toHaveLength(298);
    expect(gaps).toContainEqual({
      what: 'Lead.csv',
      reason: '2 rows set aside (lines 12, 22): 4 fields, the header has 2; 1 field, the header has 2',
      isIncomplete: true,
      hides: [],
    });
  });

  it('gives up a file of which more than one row in a hundred is broken', async () => {
    const rows = Array.from({ length: 98 }, (_, i) => `${i},Open`);
    const dataset = await openExport({ 'Lead.csv': csv('Id,Status', ...rows, 'broken', 'broken') });
    await expect(readDataset(dataset)).rejects.toMatchObject({
      name: 'SourceError',
      problems: [{ at: { file: 'export/Lead.csv' }, message: expect.stringMatching(/^2 of 100 rows cannot be read/) }],
    });
  });

  it('does not know values that are malformed, and counts them', async () => {
    const { deal, gaps } = await readExport({
      'Opportunity.csv': csv(
        'Id,CloseDate,Amount,IsWon',
        '1,31.31.2026,a lot,true',
        '2,soon,1,maybe',
        '3,2026-12-01,2,',
      ),
    });
    expect(deal.map(({ closeDate, amount, isWon }) => [closeDate, amount, isWon])).toEqual([
      [undefined, undefined, true],
      [undefined, 1, undefined],
      [20788, 2, null],
    ]);
    const reasons = gaps.filter(({ what, hides }) => what === 'Opportunity.csv' && hides.length === 0);
    expect(reasons.map(({ reason }) => reason)).toEqual([
      'Amount: 1 value is not a number (line 2)',
      'CloseDate: 2 values are not dates (lines 2, 3)',
      'IsWon: 1 value is not yes or no (line 3)',
    ]);
  });
});

describe('the hash of what was read', () => {
  const hashOf = async (content: string | Uint8Array, options = {}) =>
    (await readExport({ 'Lead.csv': content }, options)).hash;
  const base = csv('Id,Status,Company', `${lead},Open,Acme`);

  it('does not change with line ends, marks, delimiters, quotes or the order of columns', async () => {
    const same = [
      base.replaceAll('\n', '\r\n'),
      `\uFEFF${base}`,
      base.replaceAll(',', ';'),
      csv('"Company","Id","Status"', `"Acme","${lead.slice(0, 15)}"," Open "`),
      Buffer.from(`\uFEFF${base}`, 'utf16le'),
    ];
    const hashes = await Promise.all([base, ...same].map((content) => hashOf(content)));
    expect(new Set(hashes).size).toBe(1);
    expect(hashes[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('does not change with the moment that is asked about', async () => {
    const files = { 'Event.csv': csv('Id,Subject,StartDateTime', '1,Demo,2026-11-20T10:00:00Z') };
    const [before, after] = await Promise.all([readExport(files), readExport(files, { asOf: Date.UTC(2027, 0, 1) })]);
    expect(before.hash).toBe(after.hash);
    expect([before, after].map(({ activity }) => activity[0]?.isCompleted)).toEqual([false, true]);
  });

  it('changes with every value, and with a blank', async () => {
    const others = ['Id,Status,Company\n1,Open,Acme', 'Id,Status,Company\n1,Open,', 'Id,Status,Company\n1,,Open'];
    const hashes = await Promise.all([base, ...others].map((content) => hashOf(`${content}\n`)));
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('every row', () => {
  it('comes out or is set aside, in the order of the file', async () => {
    const cell = fc.stringMatching(/^[a-z ]{0,6}$/);
    const row = fc.oneof(
      { weight: 400, arbitrary: fc.tuple(cell, cell).map(([a, b]) => ({ text: `x${a},${b}`, isRow: true })) },
      { weight: 1, arbitrary: fc.constant({ text: 'x,y,z', isRow: false }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 300, maxLength: 400 }), async (rows) => {
        const broken = rows.filter(({ isRow }) => !isRow).length;
        fc.pre(broken <= rows.length * 0.01);
        const { account, gaps } = await readExport({
          'Account.csv': csv('Name,Industry,Id', ...rows.map(({ text }, n) => `${text},${n}`)),
        });
        const setAside = gaps.find(({ reason }) => reason.includes('set aside'));
        expect(account.length + Number(setAside?.reason.split(' ')[0] ?? 0)).toBe(rows.length);
        const names = rows.filter(({ isRow }) => isRow).map(({ text }) => text.split(',')[0]?.trim());
        expect(account.map(({ name }) => name)).toEqual(names);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a dataset', () => {
  it('leaves the folder free to be removed when a reading is given up', async () => {
    const dataset = await openExport({ 'Lead.csv': csv('Id', lead), 'Task.csv': csv('Id', '1') });
    await dataset.close();
    await dataset.close();
    expect(dataset.label).toBe('export/');
  });

  it('links to records only where the address of the org is known', async () => {
    const { dataset } = await readExport({ 'Lead.csv': csv('Id', lead) });
    expect(dataset.urlOf('lead', lead)).toBeUndefined();
  });

  it('counts what it holds', async () => {
    expect(counts(await readExport({ 'Contact.csv': csv('Id', '1', '2') }))).toMatchObject({ contact: 2, lead: 0 });
  });
});
