import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { PinnedRun, Standard } from '../../program/review.ts';
import { allOf, type Command, type Typed } from '../command.ts';
import { common, option } from '../options.ts';
import type { Program } from './open-program.ts';
import { programOption } from './options.ts';

/** The files that decided each stored run, and behind them those in force now. */
async function pinnedRuns(typed: Typed, io: Io, program: Program): Promise<readonly PinnedRun[]> {
  const [open, { formatDay, parseInstant }, { pin }] = await Promise.all([
    import('./open-program.ts'),
    import('../../lib/time.ts'),
    import('../../history/pinned.ts'),
  ]);
  const { zone, config, bench, day } = program;
  const stored = await open.inStore(typed, io, program, async (store) => {
    const runs: PinnedRun[] = [];
    for (const { id, asOf } of await open.headsIn(store, program, zone)) {
      const run = await store.run(id);
      const on = formatDay(zone.toDay(parseInstant(asOf, zone) ?? 0));
      if (run !== undefined) runs.push({ run: id, day: on, pinned: run.pinned });
    }
    return runs;
  });
  return [...stored, { run: null, day, pinned: pin(config, bench.request.only, io.cwd) }];
}

const standardsOf = ({ bench }: Program): readonly Standard[] => [
  ...bench.request.rulebook.packs.map(({ id, version, reviewBy }) => ({
    kind: 'pack' as const,
    id,
    version,
    reviewBy: reviewBy ?? null,
    changed: null,
  })),
  ...bench.request.rubrics.map(({ id, version, reviewBy, changed }) => ({
    kind: 'rubric' as const,
    id,
    version,
    reviewBy,
    changed: changed ?? null,
  })),
];

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openProgram }, { reviewOf }, { showPage, checkFormat }, { reviewPage }, { formatInstant }] =
    await Promise.all([
      import('./open-program.ts'),
      import('../../program/review.ts'),
      import('../show.ts'),
      import('../../pages/review.ts'),
      import('../../lib/time.ts'),
    ]);
  checkFormat(typed);
  const wrong = allOf(typed, 'failOn').filter((one) => one !== 'overdue');
  if (wrong.length > 0)
    throw new UserError(wrong.map((one) => ({ message: `--fail-on: no condition "${one}" here`, hint: 'overdue' })));
  const program = openProgram(typed, io);
  const result = reviewOf({
    asOf: formatInstant(program.asOf),
    today: program.today,
    standards: standardsOf(program),
    pivots: program.policy.value.pivots.map(({ certifications, ...one }) => ({
      ...one,
      certifications: certifications ?? null,
    })),
    runs: await pinnedRuns(typed, io, program),
  });
  showPage(typed, io, { data: result, page: (page) => reviewPage(result, page) });
  const overdue = result.standards.filter(({ state }) => state === 'overdue');
  if (allOf(typed, 'failOn').length === 0 || overdue.length === 0) return EXIT.done;
  io.stderr.write(`failed: overdue (${overdue.map(({ id }) => id).join(', ')})\n`);
  return EXIT.gateFailed;
}

export const programReview: Command = {
  name: 'program review',
  summary: 'Packs and rubrics due for review, pivots they have not followed, and what changed from run to run',
  options: [
    { flags: '--fail-on <condition>', about: 'Exit 1 on: overdue', isRepeatable: true },
    option.asOf,
    option.store,
    programOption.program,
    option.format,
    ...common,
  ],
  examples: ['threadcount program review', 'threadcount program review --fail-on overdue --format json'],
  run,
};
