import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../dist/stores/index.js';
import { print, quantile } from './measure.mjs';

/**
 * What many jobs cost that keep runs in one store at a time: `node test/bench/writers.mjs [writers] [runs of each]`, on
 * the build. THREADCOUNT_BENCH_STORE names an empty database of PostgreSQL, or a file.
 */
const [writers = 16, weeks = 4] = process.argv.slice(2).map(Number);
const given = process.env.THREADCOUNT_BENCH_STORE ?? '';
const address = given.startsWith('postgres') ? { kind: 'postgres', url: given } : { kind: 'sqlite', path: given };
const program = fileURLToPath(new URL('../stores/busy-writer.mjs', import.meta.url));

/** The milliseconds that each run and its entry took a writer, and what went wrong. */
function writer(/** @type {number} */ first) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, JSON.stringify(address), String(first), String(weeks)]);
    const taken = [];
    const failures = [];
    let last = 0;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const now = performance.now();
      if (line === 'open') last = now;
      else if (line.startsWith('failed')) failures.push(line);
      else if (line.startsWith('appended')) {
        taken.push(now - last);
        last = now;
      }
    });
    child.stderr.on('data', (text) => failures.push(String(text)));
    child.on('error', reject);
    child.on('close', () => resolve({ taken, failures }));
  });
}

if (given === '') throw new Error('THREADCOUNT_BENCH_STORE names no store');
await (await openStore(address)).close();
const start = performance.now();
const done = await Promise.all(Array.from({ length: writers }, (_, i) => writer(i * weeks)));
const seconds = (performance.now() - start) / 1000;
const store = await openStore(address);
const runs = await store.runs();
const problems = await store.check();
await store.close();
const taken = done.flatMap((one) => one.taken);
const failures = done.flatMap((one) => one.failures);
print(`${writers} writers at once, ${weeks} runs and ${weeks} ledger entries each, on ${address.kind}`, [
  ['what', 'figure'],
  ['runs kept', `${runs.length} of ${writers * weeks}`],
  ['failures', failures.length === 0 ? 'none' : `${failures.length}: ${failures[0]}`],
  ['problems that a check finds', String(problems.length)],
  ['all of it', `${seconds.toFixed(1)} s`],
  ['a run and an entry, median', `${quantile(taken).toFixed(0)} ms`],
  ['slowest of 20', `${quantile(taken, 0.95).toFixed(0)} ms`],
  ['slowest', `${Math.max(...taken).toFixed(0)} ms`],
]);
