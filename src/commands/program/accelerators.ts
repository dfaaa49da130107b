import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Accelerator } from '../../program/accelerators.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { option } from '../options.ts';
import type { Program } from './open-program.ts';
import { programCommon } from './options.ts';

function acceleratorsIn({ policy, bench }: Program): readonly Accelerator[] {
  const { accelerators } = policy.value;
  if (accelerators.length === 0)
    throw new UserError({
      message: 'no accelerator is written down',
      at: policy.at([]),
      hint: 'accelerators: [{ name, certification, rate }] in program.yaml, or --program FILE',
    });
  const known = bench.request.rubrics.map(({ id }) => id);
  const wrong = accelerators.flatMap(({ certification }, i) =>
    known.includes(certification)
      ? []
      : [
          {
            message: `there is no certification "${certification}"`,
            at: policy.at(['accelerators', i, 'certification']),
            hint: `one of ${known.join(', ')}`,
          },
        ],
  );
  if (wrong.length > 0) throw new UserError(wrong);
  return accelerators.map((one) => ({
    name: one.name,
    certification: one.certification,
    engaged: one.engaged,
    rate: one.rate,
    minimumAmount: one['minimum-amount'] ?? 0,
    from: one.from ?? null,
    to: one.to ?? null,
  }));
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [open, { accelerate }, { showPage, checkFormat }, pages, { formatInstant }, { periodOf }] = await Promise.all([
    import('./open-program.ts'),
    import('../../program/accelerators.ts'),
    import('../show.ts'),
    import('../../pages/accelerators.ts'),
    import('../../lib/time.ts'),
    import('./period.ts'),
  ]);
  const format = checkFormat(typed, ['terminal', 'json', 'csv']);
  const program = open.openProgram(typed, io);
  const { zone, today, asOf, bench } = program;
  const written = oneOf(typed, 'period');
  if (written === undefined)
    throw new UserError({ message: 'for which period? --period is missing', hint: 'such as --period 2026-Q3' });
  const period = periodOf(written, bench.request.setting.calendar);
  const accelerators = acceleratorsIn(program);
  const certifications = await open.inStore(typed, io, program, (store) => open.decisionsIn(store, program));
  const { deals } = await open.outcomesOf(typed, io, program, Math.max(1, today - period.from + 1));
  const result = accelerate({
    asOf: formatInstant(asOf),
    ...period,
    accelerators,
    certifications,
    deals,
    dayOf: (instant) => zone.toDay(instant),
  });
  if (format === 'csv') io.stdout.write(pages.acceleratorsCsv(result));
  else showPage(typed, io, { data: result, page: (page) => pages.acceleratorsPage(result, page) });
  return EXIT.done;
}

export const programAccelerators: Command = {
  name: 'program accelerators',
  summary: 'Deals that earn an accelerator: won under a certificate in force, with enough people engaged',
  options: [
    { flags: '--period <period>', about: '2026-Q3, FY2027-Q3 (fiscal), 2026-09 or from..to' },
    option.rep,
    option.team,
    ...programCommon,
  ],
  examples: [
    'threadcount program accelerators --period 2026-Q3',
    'threadcount program accelerators --period 2026-07-01..2026-09-30 --format csv > payroll.csv',
  ],
  run,
};
