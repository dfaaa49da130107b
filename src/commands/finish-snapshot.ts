import type { Config } from '../config/config.ts';
import type { Side } from '../history/changes.ts';
import { EXIT } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { Diff } from '../model/diff.ts';
import type { Run } from '../model/run.ts';
import type { Store } from '../stores/store.ts';
import { allOf, isGiven, oneOf, type Typed } from './command.ts';
import type { Mirroring } from './mirroring.ts';
import type { Workbench } from './workbench.ts';

/** What a run is held against. */
type FindEarlier = (run: Run) => Promise<Side | undefined>;

/** What `--baseline` names, opened before any work; else the last run of the same scope before this one, if any. */
async function openEarlier(typed: Typed, config: Config, store: Store, io: Io): Promise<FindEarlier> {
  const [{ covering, lastBefore, openSide, openStored }, { createCalendar }] = await Promise.all([
    import('./find-run.ts'),
    import('../facts/calendar.ts'),
  ]);
  const baseline = oneOf(typed, 'baseline');
  if (baseline !== undefined) {
    const side = await openSide(baseline, store, { cwd: io.cwd, zone: createCalendar(config.calendar).zone });
    return async ({ head }) => covering(side, head);
  }
  return async ({ head }) => {
    const last = lastBefore(await store.runs(), head, head.asOf);
    return last && openStored(last, store);
  };
}

async function compared(side: Side | undefined, run: Run): Promise<Diff | undefined> {
  if (side === undefined) return undefined;
  const { compare } = await import('../history/compare.ts');
  return compare(side, { result: run.result, run });
}

/** Makes a run and does with it what the options ask for; opened before, so that wrong ones are told before any work. */
export type Finish = (make: () => Promise<Run>, store: Store, mirroring?: Mirroring) => Promise<number>;

export async function openFinish(
  typed: Typed,
  io: Io,
  { config, sourceOption }: Pick<Workbench, 'config' | 'sourceOption'>,
): Promise<Finish> {
  const [{ openOutputs }, { gatesOf, needsEarlier, tellFailures }, { snapshotLine }, { hushFrom }, { trendUpTo }] =
    await Promise.all([
      import('./outputs.ts'),
      import('./gates.ts'),
      import('../pages/snapshot.ts'),
      import('./redaction.ts'),
      import('./trend-up-to.ts'),
    ]);
  const hush = hushFrom(typed, config);
  const format = oneOf(typed, 'format');
  const conditions = allOf(typed, 'failOn');
  const outputs = openOutputs({ files: allOf(typed, 'output'), format }, io);
  const failures = gatesOf(conditions);
  const isQuiet = isGiven(typed, 'quiet');
  const showing = {
    isQuiet: isQuiet || format === undefined,
    isColored: typed.options.color !== false,
    isBrief: isGiven(typed, 'brief'),
    sourceOption,
  };
  return async (make, store, mirroring) => {
    const earlierThan = await openEarlier(typed, config, store, io);
    const run = await make();
    const since = await compared(await earlierThan(run), run);
    // Reports first: where one cannot be written nothing is stored, and the next attempt does both.
    const shown = hush.result(run.result);
    const trend = await trendUpTo(run, store, config);
    await outputs.write(shown, { ...showing, trend: trend && hush.trend(trend) });
    const line = snapshotLine(run, await store.keep(run, mirroring?.draft()), since);
    if (!isQuiet) (format === undefined ? io.stdout : io.stderr).write(line);
    if (since === undefined && needsEarlier(conditions))
      io.stderr.write('note: there is no earlier run of this scope, so nothing is new and nothing got worse\n');
    const failed = failures(shown, since && hush.diff(since));
    tellFailures(failed, io);
    return failed.length > 0 ? EXIT.gateFailed : EXIT.done;
  };
}
