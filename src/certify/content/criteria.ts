import type { CertifiedCriterion } from '../../model/certificate.ts';
import type { Criterion } from '../../model/rubric.ts';
import type { Case } from './case.ts';
import { excerptOf, worstOf } from './excerpt.ts';

type Basis = Pick<CertifiedCriterion, 'level' | 'basis' | 'counts' | 'missing'>;

const scenarios = { 'exception-scenario': 'exception', 'written-scenario': 'written' } as const;

/** The level, and what it rests on: records, or a scenario that somebody evaluated. */
function basisOf({ id, isWritten }: Criterion, { rep, rubric, decided }: Case): Basis {
  const area = rep.areas.find((one) => one.certification === rubric.id && one.area === id);
  const own = decided.reasons.filter(({ criterion }) => criterion === id);
  const given = own.find(({ kind, level }) => Object.hasOwn(scenarios, kind) && level !== null);
  if (given !== undefined && (isWritten || area?.level == null)) {
    const basis = given.kind === 'exception-scenario' ? 'exception' : 'written';
    return { level: given.level, basis, counts: true, missing: null };
  }
  const level = area?.level ?? null;
  const missing = level === null ? (area?.missing ?? 'not assessed') : null;
  return { level, basis: level === null ? null : 'records', counts: level !== null || own.length > 0, missing };
}

/** Every criterion of the rubric, whether or not it counts for the role. */
export function criteriaOf(one: Case): CertifiedCriterion[] {
  const { rep, rubric, run } = one;
  return rubric.criteria.map((criterion): CertifiedCriterion => {
    const area = rep.areas.find(({ certification, area: id }) => certification === rubric.id && id === criterion.id);
    const { passRate = null, interval = null, cappedBy = null } = area ?? {};
    const { applicable = 0, evaluable = 0, failed = 0, warned = 0, waived = 0 } = area ?? {};
    const worst = worstOf(criterion, rep).slice(0, rubric.program.remediation.evidence);
    return {
      id: criterion.id,
      title: criterion.title,
      standard: criterion.standard,
      ...basisOf(criterion, one),
      passRate,
      interval: interval && [...interval],
      applicable,
      evaluable,
      failed,
      warned,
      waived,
      cappedBy,
      evidence: worst.map((finding) => excerptOf(finding, run.result.rules)),
    };
  });
}
