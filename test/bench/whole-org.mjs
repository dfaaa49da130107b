import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auditOrg } from './audit-org.mjs';
import { generateOrg } from './generate-org.mjs';
import { measured, print, scaleOr } from './measure.mjs';

const floor = fileURLToPath(new URL('floor.mjs', import.meta.url));

function sizeOf(/** @type {string} */ folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return files.reduce((bytes, name) => bytes + statSync(join(folder, name)).size, 0) / 1e6;
}

/** The numbers of records that stand at the head of a report; the whole of it may be longer than any string. */
async function recordsIn(/** @type {string} */ report) {
  let head = '';
  for await (const chunk of createReadStream(report, { encoding: 'utf8', end: 65_535 })) head += chunk;
  return JSON.parse(/"records": (\{[^}]*\})/.exec(head)?.[1] ?? '{}');
}

/** A whole org, audited, against reading and splitting the same files. `BENCH_SCALE=0.1` takes a tenth of it. */
export async function wholeOrg() {
  const scale = scaleOr(1);
  const folder = generateOrg(scale);
  await measured([floor, 'read', folder]); // The first one fills the cache of the file system.
  const read = await measured([floor, 'read', folder]);
  const split = await measured([floor, 'split', folder]);
  let records = {};
  const alone = await auditOrg(folder, 1, async (report) => {
    records = await recordsIn(report);
  });
  const shared = await auditOrg(folder, 2);

  const mb = sizeOf(folder);
  const row = (name, { seconds, user, system, peakMb }, goal) => [
    name,
    seconds.toFixed(2),
    (user + system).toFixed(2),
    (mb / seconds).toFixed(0),
    peakMb.toFixed(0),
    `${(seconds / split.seconds).toFixed(2)}x`,
    goal,
  ];
  print(
    `Whole org: ${mb.toFixed(0)} MB, ${Object.entries(records)
      .map(([kind, n]) => `${n} ${kind}`)
      .join(', ')}`,
    [
      ['', 'seconds', 'CPU s', 'MB/s', 'peak MB', 'ratio', 'goal'],
      row('read', read, ''),
      row('read and split', split, 'floor'),
      row('audit, 1 job', alone, '<= 6x and 1,500 MB; then 3x and 1,000 MB'),
      row('audit, 2 jobs', shared, ''),
    ],
  );
}
