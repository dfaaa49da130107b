import type { Side } from '../history/changes.ts';
import { EXIT } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Diff } from '../model/diff.ts';
import type { Run } from '../model/run.ts';
import type { Store } from '../stores/store.ts';
import { allOf, type Command, isGiven, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';
import type { Workbench } from './workbench.ts';

/** The run that `--baseline` names, else the last of the same scope before this one; none for the first. */
async function earlierOf(typed: Typed, { head }: Run, store: Store, io: Io): Promise<Side | undefined> {
  const { lastBefore, openSide, openStored } = await import('./find-run.ts');
  const baseline = oneOf(typed, 'baseline');
  if (baseline !== undefined) return openSide(baseline, store, { cwd: io.cwd });
  const last = lastBefore(await store.runs(), head, head.asOf);
  return last && openStored(last, store);
}

async function compared(side: Side | undefined, run: Run): Promise<Diff | undefined> {
  if (side === undefined) return undefined;
  const { compare } = await import('../history/compare.ts');
  return compare(side, { result: run.result, run });
}

/** What is done with a run once it is there; opened before, so that wrong options are told before any work. */
type Finish = (run: Run, store: Store) => Promise<number>;

async function openFinish(typed: Typed, io: Io, sourceOption: string): Promise<Finish> {
  const [{ openOutputs }, { gatesOf, needsEarlier, tellFailures }, { snapshotLine }] = await Promise.all([
    import('./outputs.ts'),
    import('./gates.ts'),
    import('../pages/snapshot.ts'),
  ]);
  const format = oneOf(typed, 'format');
  const conditions = allOf(typed, 'failOn');
  const outputs = openOutputs({ files: allOf(typed, 'output'), format }, io);
  const failures = gatesOf(conditions);
  const isQuiet = isGiven(typed, 'quiet');
  const showing = { isQuiet: isQuiet || format === undefined, isColored: typed.options.color !== false, sourceOption };
  return async (run, store) => {
    const since = await compared(await earlierOf(typed, run, store, io), run);
    // Reports first: where one cannot be written nothing is stored, and the next attempt does both.
    await outputs.write(run.result, showing);
    const line = snapshotLine(run, await store.keep(run), since);
    if (!isQuiet) (format === undefined ? io.stdout : io.stderr).write(line);
    if (since === undefined && needsEarlier(conditions))
      io.stderr.write('note: there is no earlier run of this scope, so nothing is new and nothing got worse\n');
    const failed = failures(run.result, since);
    tellFailures(failed, io);
    return failed.length > 0 ? EXIT.gateFailed : EXIT.done;
  };
}

/** Judges what the options ask for, with progress, and keeps what a run is made of. */
async function take(typed: Typed, bench: Workbench, store: Store, io: Io): Promise<Run> {
  const [{ takeRun }, { withProgress }, { withAppealsIn }] = await Promise.all([
    import('./take-run.ts'),
    import('./progress.ts'),
    import('./open-appeals.ts'),
  ]);
  const isOff = isGiven(typed, 'quiet') || typed.options.progress === false;
  const read = withProgress(bench.request.read, io, { isOff });
  const request = { ...bench.request, read, keepsTexts: isGiven(typed, 'keepTexts') };
  return takeRun(bench, await withAppealsIn(request, store), io.cwd);
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { storeAddress, withStore }] = await Promise.all([
    import('./workbench.ts'),
    import('./open-store.ts'),
  ]);
  const bench = openWorkbench(typed, io);
  const finish = await openFinish(typed, io, bench.sourceOption);
  return withStore(storeAddress(typed, bench.config, io), {}, async (store) =>
    finish(await take(typed, bench, store, io), store),
  );
}

export const snapshot: Command = {
  name: 'snapshot',
  summary: 'Audit everyone in scope, store the run, gate, and say in one line what moved',
  options: [
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.rep,
    option.team,
    option.asOf,
    option.store,
    option.baseline,
    option.keepTexts,
    option.output,
    option.format,
    option.failOn,
    option.only,
    option.quiet,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount snapshot --source exports/',
    'threadcount snapshot --fail-on new --fail-on expired-waiver --output report.json',
    'threadcount snapshot --store postgres://audit@db.example/threadcount --fail-on regression',
  ],
  run,
};
