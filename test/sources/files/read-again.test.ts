import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, record } from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { UTC } from '../../../src/lib/time-zone.ts';
import { type Gap, readAgain, type Stream } from '../../../src/model/dataset.ts';
import { onceEach } from '../../../src/sources/files/once-each.ts';
import { readFiles } from '../../../src/sources/files/read-files.ts';
import { asOf } from '../../support/setting.ts';
import { csv, everything, openExport, readDataset } from '../read-export.ts';

interface Row {
  readonly id?: string | null | undefined;
  readonly modifiedAt?: number | null | undefined;
}

async function collect<T>(stream: Stream<T> | undefined): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const batch of stream ?? []) rows.push(...batch);
  return rows;
}

const files = {
  'Lead.csv': csv(
    'Id,FirstName,LastName,Company,NumberOfEmployees,LastModifiedDate',
    '1,Dana,Reyes,Acme,many,2026-11-01T00:00:00Z',
    '2,Kim,Lee,Beta,7,2026-11-01T00:00:00Z',
    '1,Dana,Reyes-Ortiz,Acme,9,2026-11-03T00:00:00Z',
  ),
  'Opportunity.csv': csv('Id,Name,AccountId', '1,first,', '2,second,'),
  'Account.csv': csv('Id,Name', '1,Acme'),
};

const lines = [
  { type: 'lead', id: '1', name: 'Dana Reyes', companyName: 'Acme' },
  { type: 'deal', id: '1', name: 'first' },
  { type: 'lead', id: '1', name: 'Dana Reyes-Ortiz' },
];

it.each([
  ['CSVs of Salesforce', files, ''],
  ['JSON Lines', { 'all.jsonl': lines.map((line) => `${JSON.stringify(line)}\n`).join('') }, ''],
  [
    'CSVs of any shape',
    {
      'people.csv': csv('Key,Who', '1,Dana Reyes', '2,Kim Lee', '1,Dana Ortiz'),
      'sales.csv': csv('Key,What', '1,first'),
    },
    [
      'files:',
      '  lead: { file: people.csv, columns: { id: Key, name: Who } }',
      '  deal: { file: sales.csv, columns: { id: Key, name: What } }',
    ].join('\n'),
  ],
])(
  'leads and deals of %s are the same when they are read again, and nothing is noted twice',
  async (_, all, config) => {
    const dataset = await openExport(all, { config });
    const { lead, deal, gaps, hash } = await readDataset(dataset);
    expect(lead.length).toBeGreaterThan(0);
    for (const _time of [1, 2]) {
      expect(await collect(dataset.streams.lead.again?.())).toEqual(lead);
      expect(await collect(dataset.streams.deal.again?.())).toEqual(deal);
    }
    expect([dataset.gaps(), dataset.hash()]).toEqual([gaps, hash]);
    await dataset.close();
  },
);

it('each record comes once, whether the stream is read again or held', async () => {
  const row = record<Row>({
    id: constantFrom('1', '2', '3', '', null, undefined),
    modifiedAt: constantFrom(1, 2, 3, null, undefined),
  });
  await assert(
    asyncProperty(array(array(row, { minLength: 1, maxLength: 5 }), { maxLength: 6 }), async (batches) => {
      async function* stream(): AsyncGenerator<readonly Row[]> {
        yield* batches;
      }
      const [held, reread]: readonly Gap[][] = [[], []];
      const holding = await collect(onceEach('lead', stream(), { gaps: held ?? [] }));
      const rereading = onceEach('lead', readAgain(stream(), stream), { gaps: reread ?? [] });
      expect(await collect(rereading)).toEqual(holding);
      expect(await collect(rereading.again?.())).toEqual(holding);
      expect(reread).toEqual(held);
    }),
  );
});

it('a file that grows while it is being read is refused by name', async () => {
  const path = mkdtempSync(join(tmpdir(), 'threadcount-again-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  writeFileSync(join(path, 'Lead.csv'), csv('Id,Company', '1,Acme'));
  writeFileSync(join(path, 'threadcount.yaml'), '');
  const config = loadConfig({ flag: 'threadcount.yaml', cwd: path });
  const dataset = await readFiles({ path, label: 'export/', config, zone: UTC })({ asOf, fields: everything });
  await readDataset(dataset);
  writeFileSync(join(path, 'Lead.csv'), csv('Id,Company', '1,Acme', '2,Beta'));
  await expect(collect(dataset.streams.lead.again?.())).rejects.toThrow(
    /Lead\.csv.*has changed while it was being read/,
  );
});
