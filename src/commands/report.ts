import { EXIT, UserError } from '../lib/errors.ts';
import type { Io } from '../lib/io.ts';
import type { AuditResult } from '../model/audit-result.ts';
import { allOf, type Command, isGiven, oneOf, type Typed } from './command.ts';
import { common, option } from './options.ts';

/** The result that was asked for: a saved report, a stored run, or the run that was stored for the latest moment. */
async function resultFor(typed: Typed, io: Io): Promise<AuditResult> {
  const [{ openConfig }, { storeAddress, withStore }, find, { createCalendar }] = await Promise.all([
    import('./workbench.ts'),
    import('./open-store.ts'),
    import('./find-run.ts'),
    import('../facts/calendar.ts'),
  ]);
  const [written] = typed.args;
  const config = openConfig(typed, io);
  const where = { cwd: io.cwd, zone: createCalendar(config.calendar).zone };
  if (written !== undefined && !find.needsStore(written))
    return (await find.openSide(written, undefined, where)).result;
  return withStore(storeAddress(typed, config, io), { mustExist: true }, async (store) => {
    if (written !== undefined) return (await find.openSide(written, store, where)).result;
    const last = (await store.runs()).at(-1);
    if (last === undefined)
      throw new UserError({
        message: `the store ${store.label} holds no run`,
        hint: 'threadcount snapshot stores one',
      });
    return (await find.openStored(last, store)).result;
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
  await outputs.write(hush.result(await resultFor(typed, io)), {
    isQuiet: isGiven(typed, 'quiet'),
    isColored: typed.options.color !== false,
    isBrief: isGiven(typed, 'brief'),
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
