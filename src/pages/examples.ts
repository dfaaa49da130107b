import { ink, type Line, paint } from '../reports/terminal/ink.ts';
import { flow } from '../reports/terminal/layout.ts';
import type { ExampleResult } from '../rulebook/examples.ts';
import type { PageOptions } from './explanation.ts';

/** The examples that do not come out as written, and a count of all. */
export function examplesPage(results: readonly ExampleResult[], { width, isColored }: PageOptions): string {
  const wrong = results.filter(({ actual, expected }) => actual !== expected);
  const lines: Line[] = wrong.flatMap(({ rule, example, expected, actual, reason }) => [
    ...flow([ink(`${rule}: `, 'bad'), ink(example)], width, { hang: 2 }),
    ...flow([ink(`expected ${expected}, came out ${actual}${reason === undefined ? '' : ` (${reason})`}`)], width, {
      indent: 2,
      hang: 2,
    }),
  ]);
  const count = `${results.length - wrong.length} of ${results.length} examples come out as written`;
  return paint([...lines, [ink(count, wrong.length === 0 ? 'good' : 'bad')]], isColored);
}
