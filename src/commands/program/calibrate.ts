import { resolve } from 'node:path';
import type { Placed } from '../../config/program-files.ts';
import type { WrittenForm } from '../../config/program-schema.ts';
import { EXIT, type Problem, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import type { Rubric } from '../../model/rubric.ts';
import type { Form } from '../../program/calibrate.ts';
import { allOf, type Command, isGiven, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';
import { programOption } from './options.ts';

/** Where forms are written that were told no folder. */
const FOLDER = 'calibration';

async function runNew(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { writeForms }, { onlyCertification }, { sampleFrom }] = await Promise.all([
    import('../workbench.ts'),
    import('./calibration-forms.ts'),
    import('./certification-option.ts'),
    import('../sample-option.ts'),
  ]);
  const [a, b, ...more] = allOf(typed, 'evaluator');
  if (a === undefined || b === undefined || more.length > 0)
    throw new UserError({
      message: '--new needs two evaluators',
      hint: "--evaluator 'Ana Diaz' --evaluator 'Bo Lindt'",
    });
  const sampled = { ...typed, options: { ...typed.options, sample: typed.options.sample ?? true } };
  const spec = sampleFrom(sampled);
  const { request } = openWorkbench(typed, io);
  const id = onlyCertification(typed, request.rubrics) ?? request.rubrics[0]?.id;
  const rubric = request.rubrics.find((one) => one.id === id);
  if (rubric === undefined || spec === undefined) throw new UserError({ message: 'there is no rubric to score by' });
  const out = oneOf(typed, 'out') ?? FOLDER;
  const { files, records } = await writeForms(request, {
    rubric,
    evaluators: [a, b],
    ...spec,
    folder: resolve(io.cwd, out),
  });
  io.stdout.write(
    `${records} records to score, seed ${spec.seed}: ${files.map((file) => `${out}/${file}`).join(', ')}\n`,
  );
  return EXIT.done;
}

/** A form as it is compared; throws with everything that is wrong in it beside its form. */
function formOf(
  { value, at }: Placed<WrittenForm>,
  rubric: Rubric,
  isSame: (who: string, rep: WrittenForm['records'][number]['rep']) => boolean,
): Form {
  const { evaluator } = value.calibration;
  const known = rubric.criteria.filter(({ isWritten }) => !isWritten).map(({ id }) => id);
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [i, { record, rep, levels }] of value.records.entries()) {
    const key = `${record.type} ${record.id}`;
    if (seen.has(key)) problems.push({ message: `${key} stands here a second time`, at: at(['records', i, 'record']) });
    seen.add(key);
    if (isSame(evaluator, rep))
      problems.push({
        message: `${evaluator} scores a record of their own`,
        at: at(['records', i, 'rep']),
        hint: 'somebody else has to',
      });
    for (const criterion of Object.keys(levels).filter((one) => !known.includes(one)))
      problems.push({
        message: `${rubric.id} has no criterion "${criterion}"`,
        at: at(['records', i, 'levels', criterion]),
        hint: `known: ${known.join(', ')}`,
      });
  }
  if (problems.length > 0) throw new UserError(problems);
  return {
    evaluator,
    records: value.records.map(({ record, levels, note }) => ({ record, levels, note: note ?? null })),
  };
}

/** Both forms must be of one sample, scored by two people. */
function refuseUnlike(a: WrittenForm['calibration'], b: Placed<WrittenForm>): void {
  const other = b.value.calibration;
  const unlike = (['certification', 'rubric', 'as-of', 'seed', 'size'] as const).filter((key) => a[key] !== other[key]);
  const problems: Problem[] = unlike.map((key) => ({
    message: `${key}: ${other[key]} here, ${a[key]} in the other form`,
    at: b.at(['calibration', key]),
    hint: 'compare two forms of one sample',
  }));
  if (a.evaluator.toLowerCase() === other.evaluator.toLowerCase())
    problems.push({ message: `both forms are of ${a.evaluator}`, at: b.at(['calibration', 'evaluator']) });
  if (problems.length > 0) throw new UserError(problems);
}

async function runCompare(typed: Typed, io: Io): Promise<number> {
  const [{ readForm }, { openRubrics }, { compareForms }, { isSame }, { showPage }, { calibrationPage }] =
    await Promise.all([
      import('../../config/program-files.ts'),
      import('../workbench.ts'),
      import('../../program/calibrate.ts'),
      import('../../program/who.ts'),
      import('../show.ts'),
      import('../../pages/calibration.ts'),
    ]);
  const [first, second] = typed.args;
  if (first === undefined || second === undefined)
    throw new UserError({
      message: '--compare needs two forms',
      hint: 'threadcount program calibrate --compare calibration/a.yaml calibration/tool.yaml',
    });
  const [a, b] = [readForm(first, io.cwd), readForm(second, io.cwd)];
  refuseUnlike(a.value.calibration, b);
  const { certification } = a.value.calibration;
  const rubric = openRubrics().find(({ id }) => id === certification);
  if (rubric === undefined)
    throw new UserError({
      message: `there is no certification "${certification}"`,
      at: a.at(['calibration', 'certification']),
    });
  const result = compareForms(certification, [formOf(a, rubric, isSame), formOf(b, rubric, isSame)], rubric.criteria);
  showPage(typed, io, { data: result, page: (page) => calibrationPage(result, page) });
  return EXIT.done;
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [isNew, isCompare] = [isGiven(typed, 'new'), isGiven(typed, 'compare')];
  if (isNew === isCompare)
    throw new UserError({ message: 'either --new or --compare', hint: 'threadcount program calibrate --help' });
  const { checkFormat } = await import('../show.ts');
  checkFormat(typed);
  return isNew ? runNew(typed, io) : runCompare(typed, io);
}

export const programCalibrate: Command = {
  name: 'program calibrate',
  summary: 'Two evaluators score the same sample; how far they agree, with each other and with the rules',
  args: ['[form]', '[form]'],
  options: [
    { flags: '--new', about: 'Draw a sample and write a form for each evaluator, and one of the rules (tool.yaml)' },
    { flags: '--compare', about: 'Compare two forms of one sample' },
    { flags: '--evaluator <who>', about: 'Who scores: given twice', isRepeatable: true },
    programOption.certification,
    option.sample,
    option.seed,
    { flags: '--out <folder>', about: 'Where forms are written (default: calibration)' },
    option.rep,
    option.team,
    option.source,
    option.targetOrg,
    option.maxCalls,
    option.asOf,
    option.format,
    ...common,
  ],
  examples: [
    "threadcount program calibrate --new --evaluator 'Helen Marchetti' --evaluator 'Lena Fitch' --sample 6 --seed 7",
    'threadcount program calibrate --compare calibration/helen-marchetti.yaml calibration/lena-fitch.yaml',
    'threadcount program calibrate --compare calibration/helen-marchetti.yaml calibration/tool.yaml',
  ],
  run,
};
