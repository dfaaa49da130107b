import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRulebook } from '../../dist/commands/open-rulebook.js';
import { loadConfig } from '../../dist/config/load.js';
import { compare } from '../../dist/history/compare.js';
import { openPinned, pin } from '../../dist/history/pinned.js';
import { streaksOf } from '../../dist/history/streaks.js';
import { periodsOf, trendOf } from '../../dist/history/trend.js';
import { openStore } from '../../dist/stores/index.js';
import { print } from './measure.mjs';
import { drawing } from './random.mjs';
import { weeklyRun } from './store-runs.mjs';

/**
 * What comparing runs costs on a big store: `node test/bench/history.mjs [reps] [weeks] [findings of each]`, on the
 * build. The runs are judged by the shipped rules: only so can one be judged again.
 */
const [reps = 500, weeks = 52, findings = 200] = process.argv.slice(2).map(Number);

const config = loadConfig({ cwd: tmpdir(), ignoreDiscovered: true });
const rulebook = openRulebook(config, tmpdir());
const rules = rulebook.rules.map(({ id }) => id);
const pinned = pin(config, [], tmpdir());
const { rubrics } = openPinned(pinned);

/** A weekly run with marks of the shipped rules, most of them as in the week before. */
function realRun(week) {
  const run = weeklyRun({ reps, findings, week });
  const records = run.records.map((record, i) => {
    const draw = drawing(i, Math.floor((week + (i % 5)) / 5));
    const marks = Array.from(rules, () => (draw.chance(0.7) ? '1' : draw.pick(['0', '2', '6', '7', '8']))).join('');
    return { ...record, marks };
  });
  const result = {
    ...run.result,
    source: { kind: 'salesforce' },
    scope: { reps: [], only: [], leftOut: [] },
    rubrics,
    rules: rules.map((id) => ({ id })),
    summary: { reps, records: records.length, score: 80 },
  };
  return { ...run, rules, records, result, pinned };
}

const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;

/** @template T @param {() => Promise<T> | T} work @returns {Promise<[T, number]>} */
async function timed(work) {
  const start = performance.now();
  return [await work(), performance.now() - start];
}

const folder = mkdtempSync(join(tmpdir(), 'threadcount-bench-'));
try {
  const store = await openStore({ kind: 'sqlite', path: join(folder, 'threadcount.db') });
  for (let week = 0; week < weeks; week++) await store.keep(realRun(week));
  const heads = await store.runs();
  const [from, to] = heads.slice(-2);
  const [a, opening] = await timed(() => store.run(from.id));
  const b = await store.run(to.id);
  const past = async function* () {
    for (const { id, asOf } of heads.toReversed()) yield { asOf, fingerprints: await store.fingerprints(id) };
  };
  const [streakOf, counting] = await timed(() => streaksOf(past()));
  const sides = [
    { result: a.result, run: a },
    { result: b.result, run: b },
  ];
  const [diff, comparing] = await timed(() => compare(...sides, streakOf));
  const isOff = { rule: 'status/stale-lead', isOff: false, params: { working: '3d' }, severity: undefined, at: [] };
  const strict = { ...b, pinned: pin({ ...config, rules: [isOff] }, [], tmpdir()) };
  const [, judging] = await timed(() => compare(sides[0], { result: b.result, run: strict }));
  const [, following] = await timed(async () => {
    const periods = periodsOf(heads, { every: 'week', most: 52 });
    const levels = await store.levels(periods.flatMap(({ run }) => run ?? []));
    return trendOf({ scope: '', every: 'week', periods }, heads, levels);
  });
  await store.close();
  print(`${reps} reps, ${weeks} weeks, ${findings} findings each: ${b.records.length} records a run`, [
    ['what', 'figure'],
    ['to open a run', seconds(opening)],
    ['to count streaks', seconds(counting)],
    [`to compare two runs (${diff.counts.new} new findings)`, seconds(comparing)],
    ['to compare them under another parameter: judged again', seconds(judging)],
    [`trend over ${weeks} runs`, seconds(following)],
    ['peak memory', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`],
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
