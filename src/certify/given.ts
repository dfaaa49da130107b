import { byCodeUnit } from '../lib/code-order.ts';
import { addSpan } from '../lib/span.ts';
import { type Day, formatDay, parseDay } from '../lib/time.ts';
import type { Evaluation, GivenLevel } from '../model/evaluation.ts';
import type { Rubric } from '../model/rubric.ts';

/** The levels of one evaluation that are in force on a day: from its own day up to the end of its validity. */
function inForce(evaluation: Evaluation, { program }: Rubric, today: Day): readonly GivenLevel[] {
  const { entry, kind, evaluator, date, scores } = evaluation;
  const from = parseDay(date);
  if (from === undefined || from > today) return [];
  const last = addSpan(from, program.evaluations.validity);
  if (last < today) return [];
  const expires = formatDay(last);
  return scores.map(({ criterion, level, quote }) => ({
    entry,
    kind,
    criterion,
    level,
    quote,
    evaluator,
    date,
    expires,
  }));
}

const keyOf = ({ criterion, kind }: GivenLevel): string => `${criterion} ${kind}`;

/**
 * What evaluators have given somebody for a certification and what counts on a day: of several evaluations of one
 * criterion the latest, and of one day the one that was recorded last. `evaluations` are in the order of the ledger.
 */
export function givenLevels(rubric: Rubric, evaluations: readonly Evaluation[], today: Day): readonly GivenLevel[] {
  const latest = new Map<string, GivenLevel>();
  for (const evaluation of evaluations) {
    if (evaluation.certification !== rubric.id) continue;
    for (const given of inForce(evaluation, rubric, today)) {
      const known = latest.get(keyOf(given));
      if (known === undefined || known.date <= given.date) latest.set(keyOf(given), given);
    }
  }
  return [...latest.values()].sort((a, b) => byCodeUnit(keyOf(a), keyOf(b)));
}
