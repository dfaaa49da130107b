import { addSpan, parseSpan } from '../../lib/span.ts';
import { formatDay } from '../../lib/time.ts';
import type { CertificateContent } from '../../model/certificate.ts';
import { planOf } from '../plan/plan.ts';
import { type Case, today } from './case.ts';
import { criteriaOf } from './criteria.ts';
import { evidenceOf } from './evidence.ts';
import { relianceOf } from './reliance.ts';

/** The last day on which it holds: of a provisional one, that of its shorter term. */
function validUntil(one: Case): string | null {
  const { decided, rubric } = one;
  const from = today(one);
  const whole = parseSpan(rubric.validity);
  if (decided.verdict === 'provisional') return formatDay(addSpan(from, rubric.program.provisional.validity));
  return decided.verdict === 'certified' && whole !== undefined ? formatDay(addSpan(from, whole)) : null;
}

function decisionOf(one: Case): CertificateContent['decision'] {
  const { rubric, decided, evaluator, run, rep } = one;
  const { verdict, total, outOf, threshold, marks, reasons } = decided;
  return {
    certification: { id: rubric.id, title: rubric.title },
    verdict,
    total,
    outOf,
    threshold,
    floor: rubric.floor,
    marks: [...marks],
    reasons: reasons.map((reason) => ({ ...reason, rules: [...reason.rules] })),
    evaluator: evaluator.name,
    isEvaluatorKnown: evaluator.isKnown,
    asOf: run.result.asOf,
    validUntil: validUntil(one),
    score: rep.score,
  };
}

function standardsOf({ run, rubric }: Case): CertificateContent['standards'] {
  const { packs, configHash, dataHash, tool } = run.result;
  return {
    rubric: { id: rubric.id, version: rubric.version, hash: rubric.hash, reviewBy: rubric.reviewBy },
    bands: { ...rubric.bands },
    packs: packs.map(({ id, version, hash }) => ({ id, version, hash })),
    configHash,
    dataHash,
    tool: tool.version,
  };
}

/** Everything that a certificate shows of a decision. The same audit by the same evaluator gives the same content. */
export function contentOf(one: Case): CertificateContent {
  const { rep, decided, manager } = one;
  return {
    subject: {
      rep: { id: rep.id, name: rep.name, email: rep.email },
      role: decided.basis?.role ?? null,
      manager,
    },
    decision: decisionOf(one),
    criteria: criteriaOf(one),
    reliance: relianceOf(one),
    plan: planOf(one),
    evidence: evidenceOf(one),
    standards: standardsOf(one),
  };
}
