import { describe, expect, it } from 'vitest';
import { formatDay, formatInstant } from '../../../../src/lib/time.ts';
import { csv, readExport } from '../../read-export.ts';

const lines = (...rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

describe('canonical JSON Lines', () => {
  it('reads mixed types, each in its stream', async () => {
    const { lead, deal, person, parts, dataset } = await readExport(
      {
        'org.jsonl': lines(
          { type: 'deal', id: 'd1', closeDate: '2026-12-01', amount: 5, contactIds: ['c1'] },
          { type: 'person', id: 'p1', isActive: true },
          { type: 'lead', id: 'l1', createdAt: '2026-11-01T10:00:00Z', status: null },
        ),
      },
      { file: 'org.jsonl' },
    );
    expect(deal).toMatchObject([{ type: 'deal', id: 'd1', amount: 5, contactIds: ['c1'] }]);
    expect(formatDay(deal[0]?.closeDate ?? 0)).toBe('2026-12-01');
    expect(formatInstant(lead[0]?.createdAt ?? 0)).toBe('2026-11-01T10:00:00.000Z');
    expect([lead[0]?.status, lead[0]?.source]).toEqual([null, undefined]);
    expect(person).toMatchObject([{ id: 'p1', isActive: true }]);
    expect(parts).toEqual(['people']);
    expect(dataset.columnOf('lead', 'status')).toBe('status');
    expect(dataset.columnOf('lead', 'source')).toBeUndefined();
  });

  it('shows the parts of which it has rows, and those that it declares', async () => {
    const { parts } = await readExport({
      'a.jsonl': lines(
        { type: 'source', has: ['emails', 'notes'] },
        { type: 'activity', kind: 'call', contactIds: [] },
        { type: 'history', recordType: 'lead', recordId: 'l', field: 'status', to: 'x', at: '2026-11-01' },
      ),
    });
    expect(parts).toEqual(['leadHistory', 'calls', 'emails', 'notes', 'participants']);
  });

  it('tells of unknown types, parts and fields and of values of another type, with their lines', async () => {
    const content = lines(
      { type: 'lead', id: 'l', statsu: 'x', employees: '12' },
      { type: 'leed' },
      { type: 'source', has: ['email'] },
      { id: 'x' },
      { type: 'deal', closeDate: '12/1/2026', contactIds: 'c1' },
    );
    await expect(readExport({ 'a.jsonl': `${content}\n[]\n` })).rejects.toMatchObject({
      name: 'UserError',
      problems: [
        { at: { file: 'export/a.jsonl', line: 1 }, hint: 'did you mean "status"?' },
        { at: { line: 1 }, message: 'employees of a lead is a number' },
        { at: { line: 2 }, hint: 'did you mean "lead"?' },
        { at: { line: 3 }, hint: 'did you mean "emails"?' },
        { at: { line: 4 }, message: 'has no type' },
        { at: { line: 5 }, message: 'closeDate of a deal is a date such as "2026-11-18"' },
        { at: { line: 5 }, message: 'contactIds of a deal is a list of texts' },
        { at: { line: 6 }, message: 'is not an object' },
      ],
    });
  });

  it('takes names of the language for nothing of its own', async () => {
    const { parts } = await readExport({ 'a.jsonl': lines({ type: 'activity', kind: 'constructor' }) });
    expect(parts).toEqual([]);
    await expect(readExport({ 'a.jsonl': '{"type":"lead","__proto__":1,"toString":2}' })).rejects.toMatchObject({
      problems: [{ message: 'lead has no field "__proto__"' }, { message: 'lead has no field "toString"' }],
    });
  });

  it('gives the same hash for the same values as a mapped CSV', async () => {
    const json = await readExport({ 'a.jsonl': lines({ type: 'deal', amount: 7, id: '1' }) });
    const mapped = await readExport(
      { 'a.csv': csv('amt,id', '7.00,1') },
      { config: 'files: { deal: { file: a.csv, id: id, columns: { amount: amt } } }' },
    );
    expect(json.hash).toBe(mapped.hash);
  });
});
