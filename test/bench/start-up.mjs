import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print, threadcount, timed } from './measure.mjs';

const RUNS = 15;

const output = join(tmpdir(), `threadcount-bench-demo-${process.pid}.json`);

/** @type {readonly { name: string, args: readonly string[], goal: string }[]} */
const runs = [
  { name: 'node -e 0', args: ['-e', '0'], goal: 'floor' },
  { name: 'threadcount --help', args: [threadcount, '--help'], goal: '<= 1.6x' },
  { name: 'threadcount rules list', args: [threadcount, 'rules', 'list'], goal: '<= 2x' },
  {
    name: 'threadcount audit --source demo',
    args: [threadcount, 'audit', '--source', 'demo', '--output', output, '--quiet'],
    goal: 'floor + 600 ms',
  },
];

/** What commands take before and beside their work, against a Node that does nothing: taken in turns. */
export function startUp() {
  const seconds = runs.map(() => /** @type {number[]} */ ([]));
  for (let i = 0; i <= RUNS; i++) {
    runs.forEach(({ args }, place) => {
      const taken = timed(args);
      if (i > 0) seconds[place]?.push(taken); // The first round fills caches.
    });
  }
  rmSync(output, { force: true });
  // The least: whatever else the machine does only adds to it.
  const least = seconds.map((values) => Math.min(...values) * 1000);
  print(`Starting up: the least of ${RUNS} runs each`, [
    ['', 'ms', 'ratio', 'goal'],
    ...runs.map(({ name, goal }, i) => [
      name,
      (least[i] ?? 0).toFixed(0),
      `${((least[i] ?? 0) / (least[0] ?? 1)).toFixed(2)}x`,
      goal,
    ]),
  ]);
}
