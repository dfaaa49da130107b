import type { AreaResult, Decision } from '../model/audit-result.ts';
import type { Rubric } from '../model/rubric.ts';
import { highestLevel } from '../score/levels.ts';
import { assess, type Grounds, rubricFor, totalOf } from './assess.ts';
import { isBorderline, reliesOnWaivers } from './close-calls.ts';
import { reasonsOf } from './reasons.ts';
import { type Found, find } from './verdict.ts';

function marksOf(rubric: Rubric, { verdict, assessed }: Found, before: ReturnType<typeof assess>, grounds: Grounds) {
  const marks: Decision['marks'] = [];
  const decided = { rubric, assessed: before, grounds, verdict };
  if (isBorderline(decided)) marks.push('borderline');
  if (assessed.some(({ by, criterion }) => by?.kind === 'exception' && !criterion.isWritten))
    marks.push('exception-scenario');
  if (verdict !== 'not-certified' && reliesOnWaivers(decided)) marks.push('waiver-reliance');
  return marks;
}

/** What the decision stood on beside records, so that it can be made again; nothing where it stood on records alone. */
function basisOf({ role = null, started = null, given = [] }: Grounds): Pick<Decision, 'basis'> {
  // Without a scenario an early ramp changes nothing.
  if (role === null && given.length === 0) return {};
  return { basis: { role, started, given: [...given] } };
}

/**
 * Decides one certification of one rep: `areas` are the rep's (those of other rubrics are passed over), `grounds` the
 * counts behind them, the role, and what evaluators gave. Not to be called for an audit of part of the rules or a
 * sample that decides nothing: a verdict needs the whole evidence.
 *
 * Reasons come in order of weight: criteria below the floor, the total where it decides, what is missing, and what
 * rests on people's evaluations.
 */
export function decide(whole: Rubric, areas: readonly AreaResult[], grounds: Grounds): Decision {
  const rubric = rubricFor(whole, areas, grounds);
  const assessed = assess(rubric, areas, grounds);
  const found = find(rubric, assessed, grounds);
  return {
    id: rubric.id,
    verdict: found.verdict,
    total: totalOf(found.assessed),
    outOf: highestLevel * rubric.criteria.length,
    threshold: rubric.threshold,
    marks: marksOf(rubric, found, assessed, grounds),
    reasons: reasonsOf(rubric, found, grounds),
    ...basisOf(grounds),
  };
}
