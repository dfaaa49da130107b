import { isCalled } from '../../audit/scope.ts';
import { evaluationBodyOf, readForm, type Scored } from '../../certify/score-form.ts';
import { EXIT, UserError } from '../../lib/errors.ts';
import type { Io } from '../../lib/io.ts';
import { addSpan } from '../../lib/span.ts';
import { formatDay, formatInstant, parseDay } from '../../lib/time.ts';
import type { RepResult } from '../../model/audit-result.ts';
import type { Person } from '../../model/records.ts';
import type { Typed } from '../command.ts';
import { textOf } from '../verify/read.ts';
import type { Workbench } from '../workbench.ts';

/** Opens the form; everything wrong with it is told at once. */
function openForm(typed: Typed, { request }: Workbench, io: Io): Scored {
  const [file = ''] = typed.args;
  const { zone } = request.setting.calendar;
  const today = formatDay(zone.toDay(Math.max(io.now(), request.setting.asOf)));
  const read = readForm(textOf(file, io.cwd), file, request.rubrics, today);
  if ('problems' in read) throw new UserError(read.problems);
  return read;
}

/** The evaluator's name. Throws where it is the rep, by whatever name. */
function evaluatorOf({ form, document }: Scored, rep: RepResult, people: readonly Person[]): string {
  const { evaluator } = form;
  const called = people.filter((person) => isCalled(evaluator, person));
  const isRep =
    isCalled(evaluator, rep) ||
    called.some(({ id, email }) => (id && id === rep.id) || (email && isCalled(email, rep)));
  if (isRep)
    throw new UserError({
      message: `the evaluator ${evaluator} is the rep`,
      at: document.position(['evaluator'], 'value'),
      hint: 'somebody else has to evaluate',
    });
  return called[0]?.name ?? evaluator;
}

/** Reads a scored form, checks it whole, and stores it in the ledger, once. */
export async function takeScore(typed: Typed, io: Io): Promise<number> {
  const [{ openWorkbench }, { auditRep }, { repIn }, { storeAddress, withStore }, { showPage }, { terminalSafe }] =
    await Promise.all([
      import('../workbench.ts'),
      import('../certify/decide-case.ts'),
      import('../certify/parties.ts'),
      import('../open-store.ts'),
      import('../show.ts'),
      import('../../lib/escape.ts'),
    ]);
  const bench = openWorkbench(typed, io);
  const scored = openForm(typed, bench, io);
  const { form, rubric } = scored;
  const { evidence, people } = await auditRep(typed, bench, form.rep, undefined, io);
  const rep = repIn(evidence.run.result, form);
  const evaluator = evaluatorOf(scored, rep, people);
  return withStore(storeAddress(typed, bench.config, io), {}, async (store) => {
    const { entry, isNew } = await store.appendOnce({
      kind: 'evaluation',
      rep: rep.id ?? rep.email ?? rep.name ?? form.rep,
      at: formatInstant(io.now()),
      body: evaluationBodyOf(scored, evaluator),
    });
    const until = formatDay(addSpan(parseDay(form.date) ?? 0, rubric.program.evaluations.validity));
    const levels = form.scores.map(({ criterion, level }) => `${criterion} at level ${level}`).join(', ');
    const done = isNew ? 'entry' : 'on file already as entry';
    const line = `${form.kind} scenario of ${rep.name ?? form.rep} for ${rubric.id}: ${levels}, by ${evaluator}. It counts until ${until}; ${done} ${entry.seq} of the ledger.`;
    showPage(typed, io, {
      data: { schemaVersion: 1, entry: entry.seq, hash: entry.hash, isNew, until, evaluation: entry.body },
      page: () => `${terminalSafe(line)}\n`,
    });
    return EXIT.done;
  });
}
