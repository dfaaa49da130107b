import type { AuditResult, RepResult } from '../model/audit-result.ts';
import type { LevelChange, RepTrial, Reweighed, Trial, VerdictChange } from '../model/trial.ts';

const keyOf = ({ id, email, name }: RepResult): string => id ?? email ?? name ?? '';

function verdictsOf(now: RepResult, then: RepResult): readonly VerdictChange[] {
  return now.certifications.flatMap(({ id, verdict: from, total, outOf }) => {
    const other = then.certifications.find((one) => one.id === id);
    if (other === undefined || (other.verdict === from && other.total === total)) return [];
    return [{ id, from, to: other.verdict, total: { from: total, to: other.total }, outOf }];
  });
}

function levelsOf(now: RepResult, then: RepResult): readonly LevelChange[] {
  return now.areas.flatMap(({ area, certification, level: from, passRate }) => {
    const other = then.areas.find((one) => one.area === area && one.certification === certification);
    if (other === undefined || other.level === from) return [];
    return [{ certification, area, from, to: other.level, passRate: { from: passRate, to: other.passRate } }];
  });
}

function repTrial(now: RepResult, then: RepResult): RepTrial {
  const before = new Map(now.findings.map((finding) => [finding.fingerprint, finding]));
  const after = new Set(then.findings.map(({ fingerprint }) => fingerprint));
  const { id, kind, name, email } = now;
  return {
    id,
    kind,
    name,
    email,
    score: { from: now.score, to: then.score },
    verdicts: verdictsOf(now, then),
    levels: levelsOf(now, then),
    appear: then.findings.filter(({ fingerprint }) => !before.has(fingerprint)),
    disappear: now.findings.filter(({ fingerprint }) => !after.has(fingerprint)),
    reweighed: then.findings.flatMap(({ fingerprint, rule, record, severity }): readonly Reweighed[] => {
      const from = before.get(fingerprint)?.severity;
      return from === undefined || from === severity ? [] : [{ fingerprint, rule, record, from, to: severity }];
    }),
  };
}

const isChanged = ({ score, verdicts, levels, appear, disappear, reweighed }: RepTrial): boolean =>
  score.from !== score.to || [verdicts, levels, appear, disappear, reweighed].some((list) => list.length > 0);

const notEvaluable = ({ reps }: AuditResult): number =>
  reps.flatMap((rep) => rep.notEvaluable).reduce((sum, { records }) => sum + records, 0);

/** Sets two audits of the same records against each other. Findings are the same when rule and record are. */
export function compareTrial(
  now: AuditResult,
  then: AuditResult,
  { file, rules }: Pick<Trial, 'file' | 'rules'>,
): Trial {
  const others = new Map(then.reps.map((rep) => [keyOf(rep), rep]));
  const all = now.reps.map((rep) => repTrial(rep, others.get(keyOf(rep)) ?? rep));
  const reps = all.filter(isChanged);
  const total = (of: (rep: RepTrial) => number): number => reps.reduce((sum, rep) => sum + of(rep), 0);
  const { kind, label } = now.source;
  return {
    schemaVersion: 1,
    asOf: now.asOf,
    source: { kind, label },
    file,
    rules,
    summary: {
      appear: total(({ appear }) => appear.length),
      disappear: total(({ disappear }) => disappear.length),
      reweighed: total(({ reweighed }) => reweighed.length),
      verdicts: total(({ verdicts }) => verdicts.filter(({ from, to }) => from !== to).length),
      levels: total(({ levels }) => levels.length),
      notEvaluable: { from: notEvaluable(now), to: notEvaluable(then) },
    },
    reps,
    unchanged: all.length - reps.length,
  };
}
