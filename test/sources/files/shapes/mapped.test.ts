import { describe, expect, it } from 'vitest';
import { formatDay, formatInstant } from '../../../../src/lib/time.ts';
import { csv, readExport } from '../../read-export.ts';

const yaml = (...lines: readonly string[]): string => ['files:', ...lines.map((line) => `  ${line}`)].join('\n');

describe('a CSV that is mapped', () => {
  it('reads columns, dates and values as the mapping says', async () => {
    const { deal, dataset } = await readExport(
      { 'sales.csv': csv('no;who;when;value;state', '7;Ann;3.11.26;1.234,50 €;Gewonnen', '8;;;;offen') },
      {
        config: yaml(
          'deal:',
          '  file: sales.csv',
          '  id: no',
          '  columns: { ownerName: who, closeDate: when, amount: value, isWon: state, stage: state }',
          '  values: { isWon: { Gewonnen: true, offen: false }, stage: { Gewonnen: Closed Won } }',
          '  dates: d.M.yy',
        ),
      },
    );
    expect(deal).toMatchObject([
      { type: 'deal', id: '7', ownerName: 'Ann', amount: 1234.5, isWon: true, stage: 'Closed Won' },
      { id: '8', ownerName: null, closeDate: null, amount: null, isWon: false, stage: 'offen' },
    ]);
    expect(formatDay(deal[0]?.closeDate ?? 0)).toBe('2026-11-03');
    expect(dataset.columnOf('deal', 'closeDate')).toBe('when');
    expect(deal[0]?.nextStep).toBeUndefined();
  });

  it('takes two columns of one file for two fields, and leaves ids of other systems alone', async () => {
    const { deal } = await readExport(
      { 'sales.csv': csv('key', 'ABCDEFGHIJKLMNO') },
      { config: yaml('deal: { file: sales.csv, id: key, columns: { name: key } }') },
    );
    expect(deal).toMatchObject([{ id: 'ABCDEFGHIJKLMNO', name: 'ABCDEFGHIJKLMNO' }]);
  });

  it('tells of everything that is wrong in all mappings at once', async () => {
    const config = yaml(
      'lead:',
      '  file: lead_list.csv',
      '  columns: { status: state }',
      'deal:',
      '  file: sales.csv',
      '  id: nr',
      '  columns: { stage: stag, closeDate: when }',
      '  values: { closeDate: { never: someday } }',
      'account: { file: firms.csv, dates: dd-mm-yy }',
    );
    const files = { 'sales.csv': csv('no,stage,when', '1,a,b'), 'leads_list.csv': csv('state'), 'firms.csv': csv('a') };
    await expect(readExport(files, { config })).rejects.toMatchObject({
      name: 'UserError',
      problems: [
        { at: { line: 3 }, message: 'files.lead names no column of ids' },
        { at: { line: 3, column: 11 }, message: 'no such file: lead_list.csv', hint: 'did you mean "leads_list.csv"?' },
        { at: { line: 7, column: 9 }, message: 'export/sales.csv has no column "nr"' },
        {
          at: { line: 8, column: 23 },
          message: 'export/sales.csv has no column "stag"',
          hint: 'did you mean "stage"?',
        },
        { at: { line: 9, column: 35 }, message: '"someday" is no date, which closeDate holds' },
        { at: { file: 'threadcount.yaml', line: 10 }, message: expect.stringContaining('dd-mm-yy') },
      ],
    });
  });

  it('finds a file beside the configuration when the folder has none of that name', async () => {
    const { deal } = await readExport(
      { 'other.csv': csv('a'), '../deals.csv': csv('id', '1') },
      { config: yaml('deal: { file: deals.csv, id: id }') },
    );
    expect(deal).toMatchObject([{ id: '1' }]);
  });

  it('joins several files of one type', async () => {
    const { activity, parts } = await readExport(
      { 'calls.csv': csv('id,what', '1,call'), 'mails.csv': csv('id,what,who', '2,email,"a@x.example; b@x.example"') },
      {
        config: yaml(
          'activity:',
          '  - { file: calls.csv, id: id, columns: { kind: what } }',
          '  - { file: mails.csv, id: id, columns: { kind: what, emails: who } }',
        ),
      },
    );
    expect(activity).toMatchObject([{ id: '1' }, { id: '2', emails: ['a@x.example', 'b@x.example'] }]);
    expect(parts).toEqual(['calls', 'emails', 'participants']);
  });

  it('says which parts and fields nothing is mapped to', async () => {
    const { gaps } = await readExport(
      { 'sales.csv': csv('id,who', '1,Ann') },
      { config: yaml('deal: { file: sales.csv, id: id, columns: { ownerName: who } }') },
    );
    const hidden = gaps.flatMap(({ hides }) => hides);
    expect(hidden).toEqual(
      expect.arrayContaining(['deal.closeDate', 'deal.nextStep', 'people', 'notes', 'dealHistory']),
    );
    expect(hidden).not.toContain('deal.ownerId');
    expect(gaps.every(({ isIncomplete }) => !isIncomplete)).toBe(true);
  });

  it('leaves to Salesforce names what is not mapped', async () => {
    const { lead, deal } = await readExport(
      { 'sales.csv': csv('id', '1'), 'Lead.csv': csv('Id,Status', '00Q5f000000aiJS,Open') },
      { config: yaml('deal: { file: sales.csv, id: id }') },
    );
    expect([lead[0]?.id, deal[0]?.id]).toEqual(['00Q5f000000aiJSEAY', '1']);
  });

  it('reads a single file by the mapping of its name alone', async () => {
    const { deal, lead } = await readExport(
      { 'sales.csv': csv('id', '1'), 'leads.csv': csv('id', '2') },
      {
        file: 'sales.csv',
        config: yaml('deal: { file: sales.csv, id: id }', 'lead: { file: leads.csv, id: id }'),
      },
    );
    expect([deal.length, lead.length]).toEqual([1, 0]);
  });

  it('starts a date without a time with its day in the configured zone', async () => {
    const { deal } = await readExport(
      { 'sales.csv': csv('id,made', '1,11/5/2026') },
      {
        zone: 'America/New_York',
        config: yaml('deal: { file: sales.csv, id: id, columns: { createdAt: made }, dates: M/d/yyyy }'),
      },
    );
    expect(formatInstant(deal[0]?.createdAt ?? 0)).toBe('2026-11-05T05:00:00.000Z');
  });
});
