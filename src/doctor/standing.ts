import type { Rubric } from '../model/rubric.ts';
import { type Evidence, evidenceOfAll, type TalliedRule } from '../score/evidence.ts';
import { bitOf, markOf, standingOf } from '../score/marks.ts';
import { type Case, type InputSet, isWithin, unsolvable } from './needs.ts';

/** A criterion that records decide, with its evidence among the rules. */
export interface Question {
  readonly certification: string;
  readonly title: string;
  readonly evidence: Evidence;
  readonly minimum: number;
}

/** How much of a criterion can be seen. */
export interface Sight {
  readonly applicable: number;
  readonly evaluable: number;
}

const marks = {
  none: markOf({ outcome: 'not-applicable', severity: 'info' }),
  pass: markOf({ outcome: 'pass', severity: 'info' }),
  fail: markOf({ outcome: 'fail', severity: 'error' }),
  unknown: markOf({ outcome: 'not-evaluable', severity: 'error' }),
} as const;

/** Every criterion that is decided on records. */
export const questionsOf = (rubrics: readonly Rubric[], rules: readonly TalliedRule[]): readonly Question[] =>
  evidenceOfAll(rubrics, rules)
    .filter(({ criterion }) => !criterion.isWritten)
    .flatMap((evidence) => {
      const rubric = rubrics.find(({ id }) => id === evidence.rubric);
      if (rubric === undefined) return [];
      const { minimumEvaluability: minimum } = rubric;
      return [{ certification: rubric.id, title: evidence.criterion.title, evidence, minimum }];
    });

function seenOf({ outcomes }: Case, places: Iterable<number>, connected: InputSet): number {
  let seen = 0;
  for (const place of places) {
    const outcome = outcomes[place] ?? 'none';
    if (typeof outcome === 'string') seen |= bitOf(marks[outcome]);
    else {
      const isSolved = outcome.lacks !== unsolvable && isWithin(outcome.lacks, connected);
      seen |= bitOf(isSolved ? marks.pass : marks.unknown);
    }
  }
  return seen;
}

/** What could be seen of a criterion if these inputs were connected besides what there is. */
export function sightOf({ evidence }: Question, cases: readonly Case[], connected: InputSet): Sight {
  const { places, core, criterion } = evidence;
  let applicable = 0;
  let evaluable = 0;
  for (const one of cases) {
    if (!criterion.on.includes(one.type)) continue;
    const standing = standingOf(seenOf(one, places, connected), seenOf(one, places.subarray(0, core), connected));
    applicable += standing.applicable * one.records;
    evaluable += standing.evaluable * one.records;
  }
  return { applicable, evaluable };
}

/** A criterion is decidable when the share of its records that the rubric asks for can be seen. */
export const isDecidable = ({ minimum }: Question, { applicable, evaluable }: Sight): boolean =>
  evaluable > 0 && evaluable / applicable >= minimum;
