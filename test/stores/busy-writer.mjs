import { writeSync } from 'node:fs';
import { openStore } from '../../dist/stores/index.js';
import { weeklyRun } from '../bench/store-runs.mjs';

/**
 * A process that keeps runs and appends entries, and says so line by line:
 * `node busy-writer.mjs '{"kind":"sqlite","path":"…"}' FIRST WEEKS`.
 */
const [address = '', first = '0', weeks = '1'] = process.argv.slice(2);

const say = (/** @type {string} */ line) => writeSync(1, `${line}\n`);

try {
  const store = await openStore(JSON.parse(address));
  say('open');
  for (let week = Number(first); week < Number(first) + Number(weeks); week++) {
    const run = weeklyRun({ reps: 5, findings: 20, week });
    say(`${await store.keep(run)} ${run.head.id} ${week}`);
    const body = { week, by: process.pid };
    const { seq } = await store.append({ kind: 'decision', rep: `rep${week}`, at: run.head.asOf, body });
    say(`appended ${seq}`);
  }
  await store.close();
} catch (error) {
  say(`failed ${error instanceof Error ? `${error.name}: ${error.message}` : error}`);
  process.exitCode = 1;
}
