import { byCodeUnit } from '../../lib/code-order.ts';
import type { CertificateContent } from '../../model/certificate.ts';
import type { Case } from './case.ts';

type Evidence = CertificateContent['evidence'];
type Stratum = Evidence['strata'][number];

/** The categories that leads are drawn from: one that is missing is named, and blocks nothing by itself. */
const leadStrata = ['new', 'working', 'qualified', 'nurture', 'disqualified', 'converted'];

/** Of an audit of everything, the strata are those that were judged. */
function strataOf({ run }: Case): readonly Stratum[] {
  const drawn = run.result.scope.sample?.reps ?? [];
  if (run.result.scope.sample !== null)
    return drawn.flatMap(({ strata }) =>
      strata.map(({ type, stratum, records, drawn: judged }) => ({ type, stratum, records, judged })),
    );
  const counts = new Map<string, Stratum>();
  for (const { type, stratum } of run.records) {
    const key = `${type} ${stratum ?? '\uffff'}`;
    const records = (counts.get(key)?.records ?? 0) + 1;
    counts.set(key, { type, stratum, records, judged: records });
  }
  return [...counts].sort(([a], [b]) => byCodeUnit(a, b)).map(([, stratum]) => stratum);
}

/** Leads stand for themselves only where there are any. */
function missingIn(strata: readonly Stratum[]): string[] {
  const leads = strata.filter(({ type }) => type === 'lead');
  return leads.length === 0 ? [] : leadStrata.filter((name) => !leads.some(({ stratum }) => stratum === name));
}

/** What was looked at, and what was not. */
export function evidenceOf(one: Case): Evidence {
  const { run, rep, evidence } = one;
  const { source, scope } = run.result;
  const strata = strataOf(one);
  return {
    source: { kind: source.kind, label: source.label, complete: source.complete },
    records: { ...rep.records },
    strata: [...strata],
    missingStrata: missingIn(strata),
    sample: scope.sample && { size: scope.sample.size, seed: scope.sample.seed },
    gaps: source.gaps.filter(({ affects }) => affects.length > 0).map(({ what, reason }) => ({ what, reason })),
    scenarios: rep.scenarios.map(({ id, observed, passed }) => ({ id, observed, passed })),
    run: run.head.id,
    hash: evidence,
  };
}
