import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measured, print } from './measure.mjs';

const FINDINGS = 100_000;

const script = fileURLToPath(new URL('write-report.mjs', import.meta.url));

/** Writing 100,000 findings, against JSON.stringify over the same; what it takes to make them up is taken off. */
export async function reports() {
  const folder = mkdtempSync(join(tmpdir(), 'threadcount-bench-reports-'));
  const file = join(folder, 'report');
  const write = async (/** @type {string} */ format) => {
    const taken = await measured([script, format, String(FINDINGS), file]);
    if (taken.code !== 0) throw new Error(`${format} failed with exit code ${taken.code}`);
    return { ...taken, mb: statSync(file).size / 1e6 };
  };
  try {
    const none = await write('none');
    const floor = await write('stringify');
    const least = floor.seconds - none.seconds;
    const row = (/** @type {string} */ name, { seconds, peakMb, mb }, goal) => [
      name,
      (seconds - none.seconds).toFixed(2),
      mb.toFixed(0),
      (peakMb - none.peakMb).toFixed(0),
      `${((seconds - none.seconds) / least).toFixed(1)}x`,
      goal,
    ];
    const rows = [row('JSON.stringify', floor, 'floor')];
    for (const format of ['json', 'jsonl', 'csv', 'markdown', 'html', 'xlsx'])
      rows.push(row(format, await write(format), ''));
    print(`Reports of ${FINDINGS} findings, which themselves take ${none.peakMb.toFixed(0)} MB`, [
      ['', 'seconds', 'MB', 'more peak MB', 'ratio', 'goal'],
      ...rows,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
