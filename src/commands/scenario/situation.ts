import { speaksFor, worstOf } from '../../certify/content/excerpt.ts';
import type { RepResult } from '../../model/audit-result.ts';
import type { EvaluationKind } from '../../model/evaluation.ts';
import { isCounted } from '../../model/is-counted.ts';
import type { Criterion, Rubric } from '../../model/rubric.ts';

/** Records that a situation is made of. */
const MOST = 3;

/** The criterion judged from records with the lowest pass rate that something was found in; else the first. */
export function weakestOf({ id, criteria }: Rubric, { areas, findings }: RepResult): Criterion | undefined {
  const judged = criteria.filter(({ isWritten }) => !isWritten);
  const rateOf = (criterion: Criterion): number =>
    areas.find((area) => area.certification === id && area.area === criterion.id)?.passRate ?? 1;
  const weak = judged.filter((criterion) => findings.some((one) => isCounted(one) && speaksFor(criterion, one)));
  return [...weak].sort((a, b) => rateOf(a) - rateOf(b))[0] ?? judged[0];
}

/** What is found on weak records, told without names and amounts. */
export function situationOf(
  criterion: Criterion,
  rep: RepResult,
  disguise: (text: string) => string,
): readonly string[] {
  const told = worstOf(criterion, rep)
    .slice(0, MOST)
    .map(({ record, message }) => `On a ${record.type}: ${disguise(message)}.`);
  if (told.length > 0) return told;
  return [`A record of yours is handed to a teammate tomorrow. The standard: ${criterion.standard}`];
}

/** What the rep is asked to write or say. */
export function taskOf(kind: EvaluationKind, criterion: Criterion): readonly string[] {
  if (kind === 'exception')
    return [
      'The routing or the record does not fit what is going on. Say what you notice, whom you tell, and what you write on the record.',
      'Say what happens to the customer in the meantime, and when you look at it again.',
    ];
  return [
    `The standard: ${criterion.standard}`,
    'Whom do you engage next, why, and in which order?',
    'What do you write on the record today, and what happens next and when?',
  ];
}
