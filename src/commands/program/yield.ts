import { EXIT } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { option } from '../options.ts';
import { programCommon, programOption } from './options.ts';

/** A year back, so that every season is in it. */
const DAYS = 365;

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    open,
    { yieldOf },
    { showPage, checkFormat },
    { yieldPage },
    { formatInstant },
    { periodOf },
    { onlyCertification },
  ] = await Promise.all([
    import('./open-program.ts'),
    import('../../program/yield.ts'),
    import('../show.ts'),
    import('../../pages/yield.ts'),
    import('../../lib/time.ts'),
    import('./period.ts'),
    import('./certification-option.ts'),
  ]);
  checkFormat(typed);
  const program = open.openProgram(typed, io);
  const { zone, today, asOf, bench } = program;
  const only = onlyCertification(typed, bench.request.rubrics);
  const written = oneOf(typed, 'period');
  const period =
    written === undefined ? { from: today - DAYS, to: today } : periodOf(written, bench.request.setting.calendar);
  const all = await open.inStore(typed, io, program, (store) => open.decisionsIn(store, program));
  const result = yieldOf({
    asOf: formatInstant(asOf),
    ...period,
    certifications: all.filter(({ certification }) => only === undefined || certification === only),
    outcomes: await open.outcomesOf(typed, io, program, Math.max(1, today - period.from + 1)),
    dayOf: (instant) => zone.toDay(instant),
  });
  showPage(typed, io, { data: result, page: (page) => yieldPage(result, page) });
  return EXIT.done;
}

export const programYield: Command = {
  name: 'program yield',
  summary: 'Outcomes under a certificate in force beside those without: differences with intervals, never causes',
  options: [
    { flags: '--period <period>', about: '2026-Q3, 2026-09 or from..to (default: the last 365 days)' },
    programOption.certification,
    option.team,
    ...programCommon,
  ],
  examples: [
    'threadcount program yield',
    'threadcount program yield --certification multi-threading --period 2026-01-01..2026-06-30',
  ],
  run,
};
