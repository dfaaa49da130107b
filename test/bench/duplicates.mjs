import { fileURLToPath } from 'node:url';
import { measured, print } from './measure.mjs';

const RECORDS = 1_000_000;

const script = fileURLToPath(new URL('find-duplicates.mjs', import.meta.url));

/** One million leads held against one another, beside a Map of their addresses; what it takes to make them is taken off. */
export async function duplicates() {
  const find = async (/** @type {string} */ way) => {
    const taken = await measured(['--max-old-space-size=8192', script, way, String(RECORDS)]);
    if (taken.code !== 0) throw new Error(`${way} failed with exit code ${taken.code}`);
    return { ...taken, cpu: taken.user + taken.system };
  };
  const made = await find('make');
  const exact = await find('exact');
  const index = await find('index');
  const row = (/** @type {string} */ name, { seconds, cpu, peakMb }, goal) => [
    name,
    (seconds - made.seconds).toFixed(1),
    (cpu - made.cpu).toFixed(1),
    (peakMb - made.peakMb).toFixed(0),
    `${((cpu - made.cpu) / (exact.cpu - made.cpu)).toFixed(1)}x`,
    goal,
  ];
  print(`Duplicates among ${RECORDS} leads, which themselves take ${made.peakMb.toFixed(0)} MB`, [
    ['', 'seconds', 'CPU s', 'more peak MB', 'ratio', 'goal'],
    row('equal addresses, in a Map', exact, 'floor'),
    row('the same person', index, 'linear'),
  ]);
}
