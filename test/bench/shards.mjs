import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateOrg } from './generate-org.mjs';
import { isDone, measured, print, scaleOr, threadcount } from './measure.mjs';

const SHARDS = 4;

async function run(/** @type {readonly string[]} */ args) {
  const taken = await measured([threadcount, ...args, '--quiet']);
  if (!isDone(taken.code)) throw new Error(`threadcount ${args.join(' ')} failed with exit code ${taken.code}`);
  return taken;
}

async function hashOf(/** @type {string} */ file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

const sizeOf = (/** @type {string} */ folder) =>
  readdirSync(folder).reduce((bytes, name) => bytes + statSync(join(folder, name)).size, 0) / 1e6;

/** One snapshot against four jobs of a matrix and the one that joins them: the same report, byte by byte. */
export async function shards() {
  const scale = scaleOr(0.1);
  const org = generateOrg(scale);
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-bench-shards-'));
  const at = (/** @type {string} */ name) => join(folder, name);
  const source = ['--source', org, '--config', join(org, 'threadcount.yaml'), '--as-of', '2026-11-18', '--jobs', '1'];
  const config = ['--config', join(org, 'threadcount.yaml')];
  try {
    const whole = await run(['snapshot', ...source, '--store', at('whole.db'), '--output', at('whole.json')]);
    const parts = [];
    for (let shard = 1; shard <= SHARDS; shard++)
      parts.push(await run(['snapshot', ...source, '--shard', `${shard}/${SHARDS}`, '--shard-out', at('shards')]));
    const carried = sizeOf(at('shards'));
    const joined = [
      'snapshot',
      'merge',
      at('shards'),
      ...config,
      '--store',
      at('joined.db'),
      '--output',
      at('joined.json'),
    ];
    const merge = await run(joined);
    if ((await hashOf(at('whole.json'))) !== (await hashOf(at('joined.json')))) throw new Error('the reports differ');
    const row = (/** @type {string} */ name, { seconds, user, system, peakMb }) => [
      name,
      seconds.toFixed(1),
      (user + system).toFixed(1),
      peakMb.toFixed(0),
      `${((user + system) / (whole.user + whole.system)).toFixed(2)}x`,
    ];
    print(
      `A snapshot in ${SHARDS} shards, scale ${scale}: the same bytes; ${carried.toFixed(0)} MB carried between jobs`,
      [
        ['', 'seconds', 'CPU s', 'peak MB', 'CPU ratio'],
        row('all at once', whole),
        ...parts.map((part, i) => row(`shard ${i + 1} of ${SHARDS}`, part)),
        row('merge', merge),
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
