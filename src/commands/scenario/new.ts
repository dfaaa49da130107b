import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { RepResult } from '../../model/audit-result.ts';
import { type EvaluationKind, evaluationKinds } from '../../model/evaluation.ts';
import type { Criterion, Rubric } from '../../model/rubric.ts';
import { rubricCalled } from '../certify/asked.ts';
import { type Command, oneOf, type Typed } from '../command.ts';
import { common, option } from '../options.ts';

function kindFrom(typed: Typed): EvaluationKind {
  const written = oneOf(typed, 'kind') ?? 'written';
  const kind = evaluationKinds.find((one) => one === written);
  if (kind !== undefined) return kind;
  const hint = didYouMean(written, evaluationKinds) ?? `one of ${evaluationKinds.join(', ')}`;
  throw new UserError({ message: `--kind: there is no kind of scenario "${written}"`, hint });
}

/** The certification asked for, else the first that knows such scenarios. */
function rubricFrom(typed: Typed, kind: EvaluationKind, rubrics: readonly Rubric[]): Rubric {
  const written = oneOf(typed, 'certification');
  if (written !== undefined) {
    const found = rubricCalled(written, rubrics);
    if ('message' in found) throw new UserError(found);
    return found;
  }
  const first = rubrics.find(({ criteria, program }) =>
    kind === 'written' ? criteria.some(({ isWritten }) => isWritten) : program.evaluations.exceptionStandsIn.length > 0,
  );
  if (first !== undefined) return first;
  throw new UserError({ message: `no certification knows ${kind} scenarios`, hint: 'name one with --certification' });
}

/** What is to be scored: the written criterion; in early ramp, or by an exception, what records do not show. */
function criteriaFor(kind: EvaluationKind, rubric: Rubric, rep: RepResult): readonly Criterion[] {
  if (kind === 'exception') {
    const found = rubric.criteria.filter(({ id }) => rubric.program.evaluations.exceptionStandsIn.includes(id));
    if (found.length > 0) return found;
    throw new UserError({ message: `no exception scenario stands in for a criterion of ${rubric.id}` });
  }
  const levelOf = (id: string) =>
    rep.areas.find((area) => area.certification === rubric.id && area.area === id)?.level ?? null;
  const written = rubric.criteria.filter(({ isWritten }) => isWritten);
  return written.length > 0 ? written : rubric.criteria.filter(({ id }) => levelOf(id) === null);
}

async function run(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { auditRep, disguiseFor }, { repIn }, { formText }, situation, { formatDay }] =
    await Promise.all([
      import('../workbench.ts'),
      import('../certify/decide-case.ts'),
      import('../certify/parties.ts'),
      import('./form-text.ts'),
      import('./situation.ts'),
      import('../../lib/time.ts'),
    ]);
  const who = (oneOf(typed, 'rep') ?? '').trim();
  if (who === '') throw new UserError({ message: '--rep is needed', hint: 'threadcount scenario new --help' });
  const kind = kindFrom(typed);
  const bench = openWorkbench(typed, io);
  const rubric = rubricFrom(typed, kind, bench.request.rubrics);
  const { openWhole } = await import('../write-whole.ts');
  const output = oneOf(typed, 'output');
  const files = openWhole(output === undefined ? [] : [output], io.cwd);
  try {
    const { evidence, people } = await auditRep(typed, bench, who, undefined, io);
    const rep = repIn(evidence.run.result, { rep: who });
    const weakest = situation.weakestOf(rubric, rep);
    const criteria = criteriaFor(kind, rubric, rep);
    if (weakest === undefined || criteria.length === 0)
      throw new UserError({
        message: `records show every criterion of ${rubric.id}: there is nothing for a scenario to stand for`,
        hint: 'a written scenario counts for multi-threading, and in early ramp',
      });
    const about = kind === 'exception' ? (criteria[0] ?? weakest) : weakest;
    const { setting } = bench.request;
    const text = formText({
      kind,
      rubric,
      rep: rep.email ?? rep.name ?? rep.id ?? who,
      date: formatDay(setting.calendar.zone.toDay(setting.asOf)),
      situation: situation.situationOf(about, rep, disguiseFor(bench, evidence.run, people)),
      task: situation.taskOf(kind, about),
      criteria,
    });
    files.write([text]);
    io.stdout.write(output === undefined ? text : `${output}: to be answered and scored\n`);
  } finally {
    files.discard();
  }
  return EXIT.done;
}

export const scenarioNew: Command = {
  name: 'scenario new',
  summary: "Make the form of a scenario from a rep's own weak records, names and amounts disguised",
  options: [
    { flags: '--rep <who>', about: 'Who is to answer: e-mail, name or id' },
    { flags: '--kind <kind>', about: 'written (default), or exception: led by a manager where such records are rare' },
    { flags: '--certification <id>', about: 'What it is for (default: the first that knows such scenarios)' },
    { flags: '--output <file>', about: 'Where to (default: standard output)' },
    option.source,
    option.asOf,
    option.noProgress,
    ...common,
  ],
  examples: [
    'threadcount scenario new --rep priya.raman@brightwater.example --output priya.yaml',
    'threadcount scenario new --rep "Amir Haddad" --kind exception --output amir.yaml',
  ],
  run,
};
