import { formatDay } from '../../lib/time.ts';
import type { Finding } from '../../model/audit-result.ts';
import type { Excerpt, Remediation } from '../../model/certificate.ts';
import type { Criterion } from '../../model/rubric.ts';
import { type Case, today } from '../content/case.ts';
import { criteriaOf } from '../content/criteria.ts';
import { excerptOf, worstOf } from '../content/excerpt.ts';
import { dueBy } from './dates.ts';

/** "Meets the standard": a criterion below that is given feedback on. */
const MEETS = 3;

const records = (count: number): string => (count === 1 ? '1 record' : `${count} records`);

/** What was found, in words about records and what is done with them. */
function feedbackOf(criterion: Criterion, one: Case): Remediation['feedback'][number] {
  const found = criteriaOf(one).find(({ id }) => id === criterion.id);
  const worst = worstOf(criterion, one.rep);
  const rules = new Map<string, number>();
  for (const { rule } of worst) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const titleOf = (id: string): string => one.run.result.rules.find((rule) => rule.id === id)?.title ?? id;
  const often = [...rules]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([rule, count]) => `${titleOf(rule)} (${records(count)})`);
  const failing = (found?.failed ?? 0) + (found?.warned ?? 0);
  const counts = found?.basis === 'records' ? `${failing} of ${records(found.evaluable)} do not meet it. ` : '';
  const causes = often.length === 0 ? '' : `What is found most: ${often.join('; ')}.`;
  return {
    criterion: criterion.id,
    level: found?.level ?? null,
    words: `The standard: ${criterion.standard} ${counts}${causes}`.trim(),
    evidence: worst
      .slice(0, one.rubric.program.remediation.evidence)
      .map((finding) => excerptOf(finding, one.run.result.rules)),
  };
}

/** The first finding of each rule. */
const onePerRule = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ rule }, i) => findings.findIndex((one) => one.rule === rule) === i);

/** Something to practice on: what a record of one's own shows, without the names and amounts in it. */
function promptsOf(missed: readonly Criterion[], one: Case): string[] {
  const weak = missed.map((criterion) =>
    onePerRule(worstOf(criterion, one.rep)).map((finding) => ({ criterion, finding })),
  );
  // One of each criterion before a second one of any.
  const inTurn = Array.from({ length: Math.max(0, ...weak.map(({ length }) => length)) }, (_, i) =>
    weak.flatMap((own) => own[i] ?? []),
  ).flat();
  return inTurn
    .slice(0, one.rubric.program.remediation.prompts)
    .map(
      ({ criterion, finding }) =>
        `A ${finding.record.type} of yours: ${one.disguise(finding.message)}. The standard: ${criterion.standard} Write what the record should say, and what happens next and when.`,
    );
}

function stepsOf({ decided, rep, run }: Case): Remediation['path'] {
  const known = new Map(rep.findings.map((finding) => [finding.fingerprint, finding]));
  return decided.path.flatMap(({ fingerprint, gain }) => {
    const finding = known.get(fingerprint);
    if (finding === undefined) return [];
    const excerpt: Excerpt = excerptOf(finding, run.result.rules);
    return [{ ...excerpt, fix: finding.fix, points: gain }];
  });
}

/** What to do about a standard that was assessed and missed, by when. */
export function remediationOf(one: Case): Remediation {
  const { rubric, decided } = one;
  const { coaching, recertification } = rubric.program.remediation;
  const found = criteriaOf(one);
  const missed = rubric.criteria.filter(({ id }) => {
    const level = found.find((criterion) => criterion.id === id)?.level ?? null;
    return level !== null && level < MEETS;
  });
  return {
    feedback: missed.map((criterion) => feedbackOf(criterion, one)),
    coachingBy: formatDay(dueBy(today(one), coaching, one.calendar)),
    recertifyBy: formatDay(dueBy(today(one), recertification, one.calendar)),
    path: stepsOf(one),
    pathTo: decided.pathTo,
    isPathExact: decided.isPathExact,
    practice: promptsOf(missed, one),
  };
}
