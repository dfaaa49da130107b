import { dirname, join } from 'node:path';
import type { Placed } from '../../config/program-files.ts';
import type { WrittenAnswer, WrittenSession } from '../../config/program-schema.ts';
import { EXIT, type Problem, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { RepResult } from '../../model/audit-result.ts';
import type { Run } from '../../model/run.ts';
import type { Worked } from '../../program/avoidance.ts';
import { allOf, type Command, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';
import type { Program } from './open-program.ts';
import { programOption } from './options.ts';

/** The rules that find what nobody has touched. */
const UNTOUCHED = ['status/stale-lead', 'status/stale-deal', 'workflow/lost-lead'];

/** How far back practice counts where the program does not say. */
const PRACTICE_DAYS = 30;

type Same = (who: string, rep: Pick<RepResult, 'id' | 'name' | 'email'>) => boolean;

/** Everybody and everything that a file names must be in the run. */
function refuseUnknown(
  { value, at }: Placed<readonly { readonly rep: string; readonly criterion: string }[]>,
  reps: readonly RepResult[],
  isSame: Same,
): readonly Problem[] {
  const criteria = [...new Set(reps.flatMap(({ areas }) => areas.map(({ area }) => area)))].sort();
  const names = reps.flatMap(({ name, email, kind }) => (kind === 'user' ? [name ?? email ?? ''] : [])).slice(0, 5);
  return value.flatMap(({ rep, criterion }, i) => [
    ...(reps.some((one) => isSame(rep, one))
      ? []
      : [
          {
            message: `no rep "${rep}" in the last stored run`,
            at: at([i, 'rep']),
            hint: `such as ${names.join(', ')}`,
          },
        ]),
    ...(criteria.includes(criterion)
      ? []
      : [{ message: `no criterion "${criterion}"`, at: at([i, 'criterion']), hint: `one of ${criteria.join(', ')}` }]),
  ]);
}

/** What a run shows of the records that somebody works and leaves alone. */
async function workIn(run: Run): Promise<(rep: RepResult) => readonly Worked[]> {
  const { keyOf, marksOf } = await import('../../history/rescore.ts');
  const { isCounted } = await import('../../score/marks.ts');
  const places = UNTOUCHED.map((id) => run.rules.indexOf(id)).filter((place) => place >= 0);
  return (rep) =>
    run.records
      .filter((record) => record.rep === keyOf(rep))
      .flatMap((record): readonly Worked[] => {
        const marks = marksOf(record);
        const seen = places.map((place) => marks[place] ?? 0).filter((mark) => mark === 1 || isCounted(mark));
        if (seen.length === 0) return [];
        const source = record.features['lead.source'];
        const kinds = [
          `${record.type === 'lead' ? 'leads in status' : 'deals in stage'} ${record.stratum ?? 'not known'}`,
          ...(typeof source === 'string' ? [`leads from ${source}`] : []),
        ];
        return [{ kinds, isUntouched: seen.some(isCounted) }];
      });
}

/** The files that options name, else those beside threadcount.yaml. */
async function filesOf(typed: Typed, io: Io, { config }: Program) {
  const [{ readSurvey, readPractice }, { exists }] = await Promise.all([
    import('../../config/program-files.ts'),
    import('../../config/find-file.ts'),
  ]);
  const beside = (name: string): string => join(config.file === undefined ? io.cwd : dirname(config.file), name);
  const survey = oneOf(typed, 'survey') ?? beside('survey.yaml');
  const practice = oneOf(typed, 'practice') ?? beside('practice.yaml');
  const none: Placed<readonly WrittenSession[]> = { value: [], at: () => ({ file: 'practice.yaml' }) };
  const isLogged = oneOf(typed, 'practice') !== undefined || exists(practice);
  return { survey: readSurvey(survey, io.cwd), practice: isLogged ? readPractice(practice, io.cwd) : none };
}

/** The last stored run of everyone. */
async function lastRun(typed: Typed, io: Io, program: Program): Promise<Run> {
  const open = await import('./open-program.ts');
  return open.inStore(typed, io, program, async (store) => {
    const last = (await open.headsIn(store, program, program.zone)).at(-1);
    const run = last && (await store.run(last.id));
    if (run === undefined)
      throw new UserError({
        message: `the store ${store.label} holds no run up to this date`,
        hint: 'threadcount snapshot stores one',
      });
    return run;
  });
}

const upTo = <T extends WrittenAnswer | WrittenSession>(list: readonly T[], day: string): readonly T[] =>
  list.filter(({ date }) => date <= day);

async function run(typed: Typed, io: Io): Promise<number> {
  const [
    { openProgram },
    { confidenceOf },
    { isSame },
    { lengthOf },
    { showPage, checkFormat },
    { confidencePage },
    { formatDay },
  ] = await Promise.all([
    import('./open-program.ts'),
    import('../../program/confidence.ts'),
    import('../../program/who.ts'),
    import('../../program/recert.ts'),
    import('../show.ts'),
    import('../../pages/confidence.ts'),
    import('../../lib/time.ts'),
  ]);
  checkFormat(typed);
  const { rep: _rep, ...options } = typed.options;
  const program = openProgram({ ...typed, options }, io);
  const { survey, practice } = await filesOf(typed, io, program);
  const stored = await lastRun(typed, io, program);
  const { reps } = stored.result;
  const asked = allOf(typed, 'rep');
  const missing = asked.filter((who) => !reps.some((rep) => rep.kind === 'user' && isSame(who, rep)));
  const problems = [
    ...refuseUnknown(survey, reps, isSame),
    ...refuseUnknown(practice, reps, isSame),
    ...missing.map((who) => ({ message: `--rep: no rep "${who}" in the last stored run` })),
  ];
  if (problems.length > 0) throw new UserError(problems);
  const asks = program.policy.value.practice;
  const since = formatDay(
    program.today - (asks === undefined ? PRACTICE_DAYS : (lengthOf(asks.within) ?? PRACTICE_DAYS)),
  );
  const result = confidenceOf({
    run: stored.head.id,
    asOf: stored.head.asOf,
    reps,
    answers: upTo(survey.value, program.day),
    asked,
    workOf: await workIn(stored),
    sessions: upTo(practice.value, program.day).filter(({ date }) => date > since),
    minimum: asks?.minimum ?? null,
  });
  showPage(typed, io, { data: result, page: (page) => confidencePage(result, page) });
  return EXIT.done;
}

export const programConfidence: Command = {
  name: 'program confidence',
  summary: 'How sure reps feel against what their records show; what they leave alone; what to practice',
  options: [
    { flags: '--survey <file>', about: 'Answers from 1 to 5 (default: survey.yaml beside threadcount.yaml)' },
    { flags: '--practice <file>', about: 'The practice log (default: practice.yaml beside threadcount.yaml)' },
    { flags: '--rep <who>', about: "Also this rep's own page: e-mail, name or id", isRepeatable: true },
    option.asOf,
    option.store,
    programOption.program,
    option.format,
    ...common,
  ],
  examples: [
    'threadcount program confidence --survey survey.yaml',
    "threadcount program confidence --survey survey.yaml --practice practice.yaml --rep 'Jonah Whitlock'",
  ],
  run,
};
