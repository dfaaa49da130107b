import type { Side } from '../history/changes.ts';
import { EXIT, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Trend } from '../model/trend.ts';
import type { Store } from '../stores/store.ts';
import { allOf, type Command, isGiven, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';

interface Asked {
  readonly result: AuditResult;
  /** Up to a stored run. */
  readonly trend?: Trend | undefined;
}

/** What was asked for: a saved report, a stored run, or the run that was stored for the latest moment. */
async function askedFor(typed: Typed, io: Io): Promise<Asked> {
  const [{ openConfig }, { storeAddress, withStore }, find, { createCalendar }, { trendUpTo }] = await Promise.all([
    import('./workbench.ts'),
    import('./open-store.ts'),
    import('./find-run.ts'),
    import('../facts/calendar.ts'),
    import('./trend-up-to.ts'),
  ]);
  const [written] = typed.args;
  const config = openConfig(typed, io);
  const where = { cwd: io.cwd, zone: createCalendar(config.calendar).zone };
  if (written !== undefined && !find.needsStore(written)) return find.openSide(written, undefined, where);
  const open = async (store: Store): Promise<Side> => {
    if (written !== undefined) return find.openSide(written, store, where);
    const last = (await store.runs()).at(-1);
    if (last !== undefined) return find.openStored(last, store);
    throw new UserError({ message: `the store ${store.label} holds no run`, hint: 'threadcount snapshot stores one' });
  };
  return withStore(storeAddress(typed, config, io), { mustExist: true }, async (store) => {
    const { result, run } = await open(store);
    return { result, trend: run && (await trendUpTo(run, store, config)) };
  });
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openOutputs }, { hushFrom }, { openConfig }] = await Promise.all([
    import('./outputs.ts'),
    import('./redaction.ts'),
    import('./workbench.ts'),
  ]);
  const outputs = openOutputs({ files: allOf(typed, 'output'), format: oneOf(typed, 'format') }, io);
  const hush = hushFrom(typed, openConfig(typed, io));
  const { result, trend } = await askedFor(typed, io);
  await outputs.write(hush.result(result), {
    isQuiet: isGiven(typed, 'quiet'),
    isColored: typed.options.color !== false,
    isBrief: isGiven(typed, 'brief'),
    trend: trend && hush.trend(trend),
  });
  return EXIT.done;
}

export const report: Command = {
  name: 'report',
  summary: 'Show a stored run or a saved report again, in any format',
  args: ['[run|file]'],
  options: [option.store, option.output, option.format, option.brief, option.redact, option.quiet, ...common],
  examples: [
    'threadcount report                                   the run that was stored last',
    'threadcount report 2026-11-18 --output week.html --output findings.csv',
    'threadcount report saved.json --format markdown --redact contacts',
  ],
  run,
};
