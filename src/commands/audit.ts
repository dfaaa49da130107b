import { EXIT } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import { allOf, type Command, isGiven, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { audit: judge }, { openOutputs }, { gatesOf }, { withProgress }] = await Promise.all([
    import('./workbench.ts'),
    import('../audit.ts'),
    import('./outputs.ts'),
    import('./gates.ts'),
    import('./progress.ts'),
  ]);
  const outputs = openOutputs({ files: allOf(typed, 'output'), format: oneOf(typed, 'format') }, io);
  const failures = gatesOf(allOf(typed, 'failOn'));
  const { request, sourceOption } = openWorkbench(typed, io);
  const isQuiet = isGiven(typed, 'quiet');
  const read = withProgress(request.read, io, { isOff: isQuiet || typed.options.progress === false });
  const result = await judge({ ...request, read });
  await outputs.write(result, { isQuiet, isColored: typed.options.color !== false, sourceOption });
  const failed = failures(result);
  for (const failure of failed) io.stderr.write(`gate failed: ${failure}\n`);
  return failed.length > 0 ? EXIT.gateFailed : EXIT.done;
}

export const audit: Command = {
  name: 'audit',
  summary: 'Pull, judge, score and report (the bundled demo when no source is named)',
  options: [
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.rep,
    option.team,
    option.asOf,
    option.output,
    option.format,
    option.failOn,
    option.only,
    option.quiet,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount audit                                   the bundled demo org',
    'threadcount audit --source exports/ --as-of 2026-11-18',
    'threadcount audit --source exports/ --rep ana@acme.example --output ana.json',
    'threadcount audit --source exports/ --only next-steps --fail-on error',
  ],
  run,
};
