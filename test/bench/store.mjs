import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../dist/stores/index.js';
import { print, quantile } from './measure.mjs';
import { weeklyRun } from './store-runs.mjs';

/**
 * What a year of weekly snapshots costs: `node test/bench/store.mjs [reps] [weeks] [findings of each]`, on the build.
 * The store is a file in the temporary folder, or THREADCOUNT_BENCH_STORE, an empty database of PostgreSQL.
 */
const [reps = 500, weeks = 52, findings = 200] = process.argv.slice(2).map(Number);

const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;

/** @template T @param {() => Promise<T>} work @returns {Promise<[T, number]>} */
async function timed(work) {
  const start = performance.now();
  return [await work(), performance.now() - start];
}

const folder = mkdtempSync(join(tmpdir(), 'threadcount-bench-'));
const path = join(folder, 'threadcount.db');
const url = process.env.THREADCOUNT_BENCH_STORE;
const address = url === undefined ? { kind: 'sqlite', path } : { kind: 'postgres', url };

try {
  const store = await openStore(address);
  const keeping = [];
  for (let week = 0; week < weeks; week++) {
    const run = weeklyRun({ reps, findings, week });
    const [, ms] = await timed(() => store.keep(run));
    keeping.push(ms);
  }
  await store.close();
  const [again, opening] = await timed(() => openStore(address));
  const [heads, listing] = await timed(() => again.runs());
  const ids = heads.map(({ id }) => id);
  const [levels, reading] = await timed(() => again.levels(ids));
  const [, streaking] = await timed(() => Promise.all(ids.slice(-13).map((id) => again.fingerprints(id))));
  const [two, both] = await timed(() => Promise.all(ids.slice(-2).map((id) => again.run(id))));
  const [problems, checking] = await timed(() => again.check());
  await again.close();
  const stored = url === undefined ? `${(statSync(path).size / 1e6).toFixed(0)} MB` : 'on the server';
  print(`${reps} reps, ${weeks} weeks, ${findings} findings each: ${reps * weeks * findings} findings`, [
    ['what', 'figure'],
    ['size of the store', stored],
    ['to keep a run, median', seconds(quantile(keeping))],
    ['to keep a run, slowest', seconds(Math.max(...keeping))],
    ['to open the store', seconds(opening)],
    ['to list the runs', seconds(listing)],
    [`levels of all runs (${levels.length} rows)`, seconds(reading)],
    ['fingerprints of 13 runs', seconds(streaking)],
    [`to open two runs (${two.reduce((sum, run) => sum + (run?.records.length ?? 0), 0)} records)`, seconds(both)],
    [`to check everything (${problems.length} problems)`, seconds(checking)],
    ['peak memory', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`],
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
