import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { openZip } from '../../src/lib/zip.ts';
import { zipOfRecord } from '../support/zip.ts';

function archive(content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-zip-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'org.zip'), content);
  return join(folder, 'org.zip');
}

it('lists what is wanted, and gives each file as often as it is asked', async () => {
  const path = archive(zipOfRecord({ 'a/Lead.csv': 'Süd', 'b.png': 'x', 'Task.csv': '' }));
  const zip = await openZip(path, { file: 'org.zip', wants: (name) => name.endsWith('.csv') });
  expect(zip.entries.map((entry) => [entry.path, entry.size])).toEqual([
    ['a/Lead.csv', 4],
    ['Task.csv', 0],
  ]);
  const [first] = zip.entries;
  const read = async (): Promise<string> => (first === undefined ? '' : text(Readable.from(first.bytes())));
  expect([await read(), await read()]).toEqual(['Süd', 'Süd']);
  await zip.close();
});

it('refuses what is no archive', async () => {
  const noArchive = openZip(archive(Buffer.from('Id,Name\n')), { file: 'org.zip', wants: () => true });
  await expect(noArchive).rejects.toMatchObject({
    name: 'SourceError',
    problems: [{ message: 'the archive is damaged or incomplete', at: { file: 'org.zip' } }],
  });
});
