import { EXIT } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Command, Typed } from '../command.ts';
import { common, option } from '../options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ tryExamples }, { showPage }, { examplesPage }] = await Promise.all([
    import('./examples.ts'),
    import('../show.ts'),
    import('../../pages/examples.ts'),
  ]);
  const results = tryExamples(typed, io);
  showPage(typed, io, { data: results, page: (options) => examplesPage(results, options) });
  return results.some(({ actual, expected }) => actual !== expected) ? EXIT.gateFailed : EXIT.done;
}

export const rulesTest: Command = {
  name: 'rules test',
  summary: 'Try every rule on the examples in its file',
  options: [option.only, option.format, ...common],
  examples: ['threadcount rules test', 'threadcount rules test --only status/stale-lead'],
  run,
};
