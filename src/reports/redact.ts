import type { AuditResult, CertificationResult, Finding, RepResult, WaiverRow } from '../model/audit-result.ts';
import {
  type Redaction,
  type Redactor,
  shownId,
  shownRecord,
  shownValue,
  startRedactor,
  withoutQuotes,
} from './redactor.ts';
import { titlesOf } from './titles.ts';

type TitleOf = (id: string) => string;

const waiverOf = (redactor: Redactor, waiver: NonNullable<Finding['waiver']>): NonNullable<Finding['waiver']> => ({
  ...waiver,
  id: redactor.texts.of('waiver', waiver.id),
  text: redactor.texts.of('text', waiver.text),
  approver: redactor.person(waiver.approver),
});

const appealOf = (redactor: Redactor, appeal: NonNullable<Finding['appeal']>): NonNullable<Finding['appeal']> => ({
  ...appeal,
  reason: redactor.texts.of('text', appeal.reason),
  by: redactor.person(appeal.by),
  ruledBy: redactor.person(appeal.ruledBy),
  ruling: appeal.ruling === null ? null : redactor.texts.of('text', appeal.ruling),
});

/** The title of the rule stands for its message, which may quote anything. */
const findingOf = (redactor: Redactor, titleOf: TitleOf, finding: Finding): Finding => ({
  ...finding,
  record: shownRecord(redactor, finding.record),
  message: titleOf(finding.rule),
  evidence: finding.evidence.map((one) => ({ ...one, value: shownValue(redactor, one.value) })),
  waiver: finding.waiver && waiverOf(redactor, finding.waiver),
  appeal: finding.appeal && appealOf(redactor, finding.appeal),
});

/** What an evaluator quoted is a customer's; who that was, and what the CRM calls the rep's role, is of our own people. */
function basisOf(redactor: Redactor, basis: NonNullable<CertificationResult['basis']>): CertificationResult['basis'] {
  return {
    ...basis,
    role: redactor.person(basis.role, 'role'),
    given: basis.given.map((one) => ({
      ...one,
      quote: redactor.texts.of('text', one.quote),
      evaluator: redactor.person(one.evaluator),
    })),
  };
}

const certificationOf = (redactor: Redactor, { basis, ...one }: CertificationResult): CertificationResult => ({
  ...one,
  reasons: one.reasons.map((reason) => ({ ...reason, message: withoutQuotes(redactor, reason.message) })),
  ...(basis === undefined ? {} : { basis: basisOf(redactor, basis) }),
});

/** Owners by what they are: a queue is not taken for a person. */
const kinds = { user: 'person', 'inactive-user': 'person', queue: 'queue', none: 'owner' } as const;

function whoOf(redactor: Redactor, { id, name, email }: RepResult): Pick<RepResult, 'id' | 'name' | 'email'> {
  const known = id ?? email ?? name;
  if (!redactor.hidesPeople || known === null) return { id, name, email };
  const pseudonym = redactor.person(known);
  return { id: pseudonym, name: pseudonym, email: null };
}

function repOf(redactor: Redactor, titleOf: TitleOf, rep: RepResult): RepResult {
  const manager = redactor.person(rep.managerId ?? rep.managerEmail ?? rep.managerName);
  return {
    ...rep,
    ...whoOf(redactor, rep),
    ...(redactor.hidesPeople && { managerId: manager, managerName: manager, managerEmail: null }),
    certifications: rep.certifications.map((one) => certificationOf(redactor, one)),
    scenarios: rep.scenarios.map(({ evidence, ...scenario }) => ({
      ...scenario,
      evidence: { ...evidence, passed: evidence.passed.map((id) => shownId(redactor, 'record', id)) },
    })),
    findings: rep.findings.map((finding) => findingOf(redactor, titleOf, finding)),
    notEvaluable: rep.notEvaluable.map((one) => ({ ...one, reason: withoutQuotes(redactor, one.reason) })),
  };
}

const waiverRowOf = (redactor: Redactor, { scope, ...row }: WaiverRow): WaiverRow => ({
  ...row,
  id: redactor.texts.of('waiver', row.id),
  scope: {
    ...scope,
    record: scope.record && { ...scope.record, id: shownId(redactor, scope.record.type, scope.record.id) },
    rep: redactor.person(scope.rep),
  },
  text: redactor.texts.of('text', row.text),
  approver: redactor.person(row.approver),
  renewedBy: row.renewedBy === null ? null : redactor.texts.of('waiver', row.renewedBy),
  note: row.note === null ? null : withoutQuotes(redactor, row.note),
});

function waiversOf(redactor: Redactor, { waivers }: AuditResult): AuditResult['waivers'] {
  const rows = (of: keyof AuditResult['waivers']) => waivers[of].map((row) => waiverRowOf(redactor, row));
  return {
    active: rows('active'),
    unused: rows('unused'),
    unmatched: rows('unmatched'),
    pending: rows('pending'),
    lapsed: rows('lapsed'),
    unjudged: rows('unjudged'),
  };
}

function sampleOf(redactor: Redactor, sample: AuditResult['scope']['sample']): AuditResult['scope']['sample'] {
  if (sample === null) return null;
  const label = (text: string | null): string | null => (text === null ? null : redactor.texts.of('text', text));
  return {
    ...sample,
    reps: sample.reps.map(({ rep, records, strata, missing }) => ({
      rep: redactor.person(rep),
      records: records.map(({ type, id }) => ({ type, id: shownId(redactor, type, id) })),
      strata: strata.map((one) => ({ ...one, stratum: label(one.stratum) })),
      missing,
    })),
  };
}

/** Reasons are ours or the team's own words: they stay but for what they quote. */
const scopeOf = (redactor: Redactor, scope: AuditResult['scope']): AuditResult['scope'] => ({
  ...scope,
  reps: scope.reps.map((who) => redactor.person(who)),
  leftOut: scope.leftOut.map((one) => ({ ...one, reason: withoutQuotes(redactor, one.reason) })),
  sample: sampleOf(redactor, scope.sample),
});

/** Who is who, before anybody is given a pseudonym. */
function meet(redactor: Redactor, { reps }: AuditResult): void {
  for (const { kind, id, email, name, managerId, managerEmail, managerName } of reps) {
    redactor.know({ id, email, name }, kinds[kind]);
    redactor.know({ id: managerId, email: managerEmail, name: managerName });
  }
}

/**
 * The result without the words of customers (`contacts`), or without those and the names of our own people (`all`).
 * Names, addresses and every other text become pseudonyms: the same text has the same one throughout a result, they are
 * numbered as they come up, and nothing leads back from them. Days, amounts, counts and the CRM's ids stay.
 */
export function redact(result: AuditResult, redaction: Redaction, redactor = startRedactor(redaction)): AuditResult {
  if (redaction === 'none') return result;
  meet(redactor, result);
  const titleOf = titlesOf(result);
  const reps = result.reps.map((rep) => repOf(redactor, titleOf, rep));
  const gaps = result.source.gaps.map((gap) => ({
    ...gap,
    what: withoutQuotes(redactor, gap.what),
    reason: withoutQuotes(redactor, gap.reason),
  }));
  return {
    ...result,
    source: { ...result.source, gaps },
    scope: scopeOf(redactor, result.scope),
    waivers: waiversOf(redactor, result),
    reps,
  };
}
