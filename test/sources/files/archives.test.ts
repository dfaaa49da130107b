import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipOf, zipOfRecord } from '../../support/zip.ts';
import { csv, openExport, readDataset, readExport } from '../read-export.ts';

const lead = (n: number): string => `00Q5f0000000${String(n).padStart(3, '0')}EAY`;
const leads = (from: number, to: number): string =>
  csv('Id,Status,Company', ...Array.from({ length: to - from }, (_, n) => `${lead(from + n)},Open,Acme ${from + n}`));
const ids = (rows: readonly { readonly id?: string | null | undefined }[]) => rows.map(({ id }) => id);

const refusal = async (files: Readonly<Record<string, string | Uint8Array>>, file?: string): Promise<unknown> => {
  try {
    await readDataset(await openExport(files, file === undefined ? {} : { file }));
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('an archive', () => {
  const content = { 'Lead.csv': leads(0, 20), 'Account.csv': csv('Id,Name', '001,Acme') };

  it('reads like the folder that it was made of, hash included', async () => {
    const folder = await readExport(content);
    const archive = await readExport({ 'org.zip': zipOfRecord(content) }, { file: 'org.zip' });
    const inside = await readExport({ 'org.ZIP': zipOfRecord(content) });
    const nested = await readExport({ 'org.zip': zipOfRecord({ 'export/Lead.csv': content['Lead.csv'] }) });
    expect(archive.lead).toEqual(folder.lead);
    expect(inside.lead).toEqual(folder.lead);
    expect(nested.lead).toEqual(folder.lead);
    expect([archive.hash, inside.hash]).toEqual([folder.hash, folder.hash]);
  });

  it('may be one of several, whose files of one name are parts of one', async () => {
    const whole = await readExport({ 'Lead.csv': leads(0, 20) });
    const parts = await readExport({
      'WE_00D_1.ZIP': zipOfRecord({ 'Lead.csv': leads(0, 8), 'Account.csv': csv('Id,Name', '001,Acme') }),
      'WE_00D_2.ZIP': zipOfRecord({ 'Lead.csv': leads(8, 20) }),
    });
    expect(parts.lead).toEqual(whole.lead);
    expect(parts.account).toHaveLength(1);
    expect((await readExport({ 'Lead1.csv': leads(0, 8), 'Lead_2.csv': leads(8, 20) })).hash).toBe(whole.hash);
  });

  it('keeps what only one part has', async () => {
    const { lead: rows } = await readExport({
      'Lead_1.csv': csv('Id,Status', `${lead(1)},Open`),
      'Lead_2.csv': csv('Company,Id', `Acme,${lead(2)}`),
    });
    expect(rows).toMatchObject([
      { id: lead(1), status: 'Open' },
      { id: lead(2), companyName: 'Acme' },
    ]);
    expect([rows[0]?.companyName, rows[1]?.status]).toEqual([undefined, undefined]);
  });

  it('gives way to what is unpacked beside it, and says so', async () => {
    const { lead: rows, gaps } = await readExport({ 'Lead.csv': leads(0, 2), 'org.zip': zipOfRecord(content) });
    expect(rows).toHaveLength(2);
    expect(gaps).toContainEqual(expect.objectContaining({ what: 'export/org.zip/Lead.csv' }));
  });

  it('is read for its data alone: no hidden files, no archives in it', async () => {
    const inner = zipOfRecord({ 'Task.csv': csv('Id', '1') });
    const { activity, lead: rows } = await readExport({
      'org.zip': zipOf([
        { path: 'Lead.csv', content: leads(0, 3), method: 0 },
        { path: '__MACOSX/._Lead.csv', content: 'x' },
        { path: 'photos/one.png', content: 'x' },
        { path: 'inner.zip', content: inner },
      ]),
    });
    expect([rows.length, activity.length]).toEqual([3, 0]);
  });

  it('of nothing known is refused, like a folder', async () => {
    expect(await refusal({ 'org.zip': zipOfRecord({ 'one.png': 'x' }) })).toMatchObject({ name: 'UserError' });
    expect(await refusal({ 'org.zip': zipOfRecord({ 'Leeds.csv': 'a' }) }, 'org.zip')).toMatchObject({
      message: expect.stringContaining('Leeds.csv'),
    });
  });

  it('that is encrypted or packed in another way is refused with what to do', async () => {
    const encrypted = zipOf([{ path: 'Lead.csv', content: leads(0, 3), isEncrypted: true }]);
    const deflate64 = zipOf([{ path: 'Lead.csv', content: leads(0, 3), method: 9 }]);
    expect(await refusal({ 'org.zip': encrypted })).toMatchObject({
      name: 'SourceError',
      problems: [{ message: 'Lead.csv is encrypted', hint: 'unpack it and name the folder' }],
    });
    expect(await refusal({ 'org.zip': deflate64 })).toMatchObject({ message: expect.stringContaining('Deflate64') });
  });

  it('that would grow beyond reason is refused before it is unpacked', async () => {
    const bomb = zipOf([{ path: 'Lead.csv', content: Buffer.alloc(80 * 1024 * 1024, '0') }]);
    const shared = Array.from({ length: 30 }, (_, n) => ({
      path: `Lead_${n}.csv`,
      content: randomBytes(10_000),
      size: 60 * 1024 * 1024,
    }));
    for (const archive of [bomb, zipOf(shared)])
      expect(await refusal({ 'org.zip': archive })).toMatchObject({
        name: 'SourceError',
        message: expect.stringContaining('would grow'),
      });
  });

  it('never gives more bytes than it says', async () => {
    const liar = zipOf([{ path: 'Lead.csv', content: leads(0, 200), size: 100 }]);
    expect(await refusal({ 'org.zip': liar })).toMatchObject({ name: 'SourceError' });
  });

  it('that is cut or damaged is an unreadable source, never a shorter one', async () => {
    const whole = zipOfRecord({ 'Lead.csv': leads(0, 50) });
    const read = await readExport({ 'org.zip': whole });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, by, cut) => {
          const bytes = Buffer.from(whole);
          bytes[at] = ((bytes[at] ?? 0) + by) % 256;
          const archive = cut ? whole.subarray(0, at) : bytes;
          const error = await refusal({ 'org.zip': archive });
          if (error === undefined) {
            expect((await readExport({ 'org.zip': archive })).lead).toEqual(read.lead);
          } else expect(error).toMatchObject({ name: expect.stringMatching(/^(?:SourceError|UserError)$/) });
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('workbooks beside exports', () => {
  it('are passed over, with what to do', async () => {
    const { gaps, lead: rows } = await readExport({ 'Lead.csv': leads(0, 2), 'Deals.xlsx': 'PK' });
    expect(ids(rows)).toHaveLength(2);
    expect(gaps).toContainEqual({
      what: 'Deals.xlsx',
      reason: expect.stringContaining('save each sheet as "CSV UTF-8"'),
      hides: [],
      isIncomplete: true,
    });
  });
});
