import type { AuditRequest } from '../audit/request.ts';
import { EXIT, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Diff } from '../model/diff.ts';
import { allOf, type Command, isGiven, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';
import { sampleFrom } from './sample-option.ts';
import type { Workbench } from './workbench.ts';

interface Judged {
  readonly result: AuditResult;
  readonly since?: Diff;
}

/** Judges alone, or beside an earlier run where a gate asks what is new. */
async function prepare(typed: Typed, bench: Workbench, io: Io): Promise<(request: AuditRequest) => Promise<Judged>> {
  const [{ openJudge }, { needsEarlier }] = await Promise.all([import('./judge-together.ts'), import('./gates.ts')]);
  const judge = await openJudge(typed, bench, io);
  if (!needsEarlier(allOf(typed, 'failOn'))) {
    if (oneOf(typed, 'baseline') === undefined) return async (request) => ({ result: await judge(request) });
    throw new UserError({ message: '--baseline goes with --fail-on new or --fail-on regression' });
  }
  const [{ openEarlier }, { takeRun }, { compare }] = await Promise.all([
    import('./earlier.ts'),
    import('./take-run.ts'),
    import('../history/compare.ts'),
  ]);
  const findEarlier = await openEarlier(typed, bench, io);
  return async (request) => {
    const run = await takeRun(bench, request, io.cwd, judge);
    return { result: run.result, since: compare(await findEarlier(run.head), { result: run.result, run }) };
  };
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    { openWorkbench },
    { openOutputs },
    { gatesOf, tellFailures },
    { withProgress },
    { withLedger },
    { hushFrom },
  ] = await Promise.all([
    import('./workbench.ts'),
    import('./outputs.ts'),
    import('./gates.ts'),
    import('./progress.ts'),
    import('./open-ledger.ts'),
    import('./redaction.ts'),
  ]);
  const outputs = openOutputs({ files: allOf(typed, 'output'), format: oneOf(typed, 'format') }, io);
  const failures = gatesOf(allOf(typed, 'failOn'));
  const sample = sampleFrom(typed);
  const bench = openWorkbench(typed, io);
  const { config, request, sourceOption } = bench;
  const hush = hushFrom(typed, config);
  const judge = await prepare(typed, bench, io);
  const isQuiet = isGiven(typed, 'quiet');
  const read = withProgress(request.read, io, { isOff: isQuiet || typed.options.progress === false });
  const { result, since } = await judge(await withLedger({ ...request, read, sample }, typed, { config, io }));
  const isBrief = isGiven(typed, 'brief');
  const shown = hush.result(result);
  await outputs.write(shown, { isQuiet, isColored: typed.options.color !== false, isBrief, sourceOption });
  const failed = failures(shown, since && hush.diff(since));
  tellFailures(failed, io);
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
    option.baseline,
    option.store,
    option.only,
    option.sample,
    option.seed,
    option.jobs,
    option.maxMemory,
    option.brief,
    option.redact,
    option.quiet,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount audit                                   the bundled demo org',
    'threadcount audit --source exports/ --as-of 2026-11-18',
    'threadcount audit --source exports/ --rep ana@acme.example --output ana.json',
    'threadcount audit --source exports/ --only next-steps --fail-on error',
    'threadcount audit --source exports/ --fail-on new --baseline last-week.json',
  ],
  run,
  room: async (typed, io) => (await import('./room.ts')).roomFor(typed, io),
};
