import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const project = fileURLToPath(new URL('../../', import.meta.url));
export const threadcount = fileURLToPath(new URL('../../bin/threadcount.js', import.meta.url));

const hook = new URL('report-usage.mjs', import.meta.url).href;

const secondsSince = (/** @type {bigint} */ start) => Number(process.hrtime.bigint() - start) / 1e9;

/**
 * Runs a script in a process of its own, to its end, and tells what it took.
 *
 * @param {readonly string[]} args Of node: the script and what it is given.
 * @returns {Promise<{ seconds: number, user: number, system: number, peakMb: number, code: number | null }>}
 */
export function measured(args) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, ['--import', hook, ...args], {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    let usage = '';
    child.stdio[3].on('data', (chunk) => {
      usage += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (usage === '') reject(new Error(`node ${args.join(' ')} ended without a word (${code})`));
      else resolve({ seconds: secondsSince(start), code, ...JSON.parse(usage) });
    });
  });
}

/** The size of the made-up org that a bench works on, by `BENCH_SCALE`; 1 has 200,000 leads. Ends the process where that is no size. */
export function scaleOr(/** @type {number} */ usual) {
  const written = process.env.BENCH_SCALE;
  const scale = written === undefined ? usual : Number(written);
  if (scale > 0 && scale <= 10) return scale;
  console.error(`BENCH_SCALE: expected a number above 0 and up to 10, found "${written}"`);
  process.exit(2);
}

/** Whether a run did its work: findings may well have failed a gate. */
export const isDone = (/** @type {number | null} */ code) => code === 0 || code === 1;

/** The seconds that one run of node takes; nothing of it is shown. */
export function timed(/** @type {readonly string[]} */ args) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { cwd: project, stdio: 'ignore' });
  if (!isDone(status)) throw new Error(`node ${args.join(' ')} failed with exit code ${status}`);
  return secondsSince(start);
}

/** The nanoseconds that a function takes. */
export function nanoseconds(/** @type {() => void} */ work) {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start);
}

/** The value below which a share of the values lies; the median for 0.5. */
export function quantile(/** @type {readonly number[]} */ values, share = 0.5) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Prints figures under a heading.
 *
 * @param {string} heading
 * @param {readonly (readonly string[])[]} rows The first row names the columns.
 */
export function print(heading, rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {readonly string[]} */ row) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  ');
  console.log(`\n${heading}\n${rows.map((row) => `  ${line(row)}`).join('\n')}`);
}
