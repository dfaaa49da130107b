import type { AuditResult, Finding, RepResult } from '../model/audit-result.ts';
import { type Pseudonyms, startPseudonyms } from './pseudonyms.ts';
import { titlesOf } from './titles.ts';

export const redactions = ['none', 'contacts', 'all'] as const;
/** `contacts`: no text of the customers; `all`: no name of a rep, manager or approver either. */
export type Redaction = (typeof redactions)[number];

/** What a redacted report may still show: days, moments, and ids as CRMs give them out. */
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)?$/;
const CRM_ID = /^(?:\d{1,20}|[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?)$/;
const QUOTED = /"[^"]*"|“[^”]*”/g;

interface Redactor {
  readonly texts: Pseudonyms;
  readonly people: Pseudonyms;
  readonly hidesPeople: boolean;
  readonly titleOf: (id: string) => string;
}

/** Reasons are our own words; what they quote may be a customer's. */
const reasonOf = ({ texts }: Redactor, reason: string): string =>
  reason.replace(QUOTED, (quoted) => `"${texts.of('text', quoted.slice(1, -1))}"`);

const personOf = <T extends string | null>({ people, hidesPeople }: Redactor, who: T): T | string =>
  hidesPeople && who !== null ? people.of('person', who.toLowerCase()) : who;

const shownValue = ({ texts }: Redactor, value: Finding['evidence'][number]['value']) =>
  typeof value === 'string' && !MOMENT.test(value) ? texts.of('text', value) : value;

function recordOf({ texts }: Redactor, { type, id, name, url }: Finding['record']): Finding['record'] {
  const hasPlainId = CRM_ID.test(id);
  return {
    type,
    id: hasPlainId ? id : texts.of(type, id),
    name: name === null ? null : texts.of(type, `${type} ${id}`),
    url: hasPlainId ? url : null,
  };
}

const waiverOf = (redactor: Redactor, waiver: NonNullable<Finding['waiver']>): NonNullable<Finding['waiver']> => ({
  ...waiver,
  text: redactor.texts.of('text', waiver.text),
  approver: personOf(redactor, waiver.approver),
});

const appealOf = (redactor: Redactor, appeal: NonNullable<Finding['appeal']>): NonNullable<Finding['appeal']> => ({
  ...appeal,
  reason: redactor.texts.of('text', appeal.reason),
  by: personOf(redactor, appeal.by),
  ruledBy: personOf(redactor, appeal.ruledBy),
  ruling: appeal.ruling === null ? null : redactor.texts.of('text', appeal.ruling),
});

/** The title of the rule stands for its message, which may quote anything. */
const findingOf = (redactor: Redactor, finding: Finding): Finding => ({
  ...finding,
  record: recordOf(redactor, finding.record),
  message: redactor.titleOf(finding.rule),
  evidence: finding.evidence.map((one) => ({ ...one, value: shownValue(redactor, one.value) })),
  waiver: finding.waiver && waiverOf(redactor, finding.waiver),
  appeal: finding.appeal && appealOf(redactor, finding.appeal),
});

const isPerson = ({ kind }: RepResult): boolean => kind === 'user' || kind === 'inactive-user';

function repOf(redactor: Redactor, rep: RepResult): RepResult {
  const { texts } = redactor;
  const shown = isPerson(rep) ? (rep.email ?? rep.id ?? rep.name) : null;
  const pseudonym = shown === null ? null : personOf(redactor, shown);
  const isHidden = redactor.hidesPeople && pseudonym !== null;
  const manager = personOf(redactor, rep.managerId ?? rep.managerEmail ?? rep.managerName);
  return {
    ...rep,
    ...(isHidden && { id: pseudonym, name: pseudonym, email: null }),
    ...(redactor.hidesPeople && { managerId: manager, managerName: manager, managerEmail: null }),
    scenarios: rep.scenarios.map(({ evidence, ...scenario }) => ({
      ...scenario,
      evidence: { ...evidence, passed: evidence.passed.map((id) => (CRM_ID.test(id) ? id : texts.of('record', id))) },
    })),
    findings: rep.findings.map((finding) => findingOf(redactor, finding)),
    notEvaluable: rep.notEvaluable.map((one) => ({ ...one, reason: reasonOf(redactor, one.reason) })),
  };
}

function waiversOf(redactor: Redactor, { waivers }: AuditResult): AuditResult['waivers'] {
  const rows = (of: keyof AuditResult['waivers']) =>
    waivers[of].map((row) => ({
      ...row,
      scope: {
        ...row.scope,
        record: row.scope.record && {
          ...row.scope.record,
          id: recordOf(redactor, { ...row.scope.record, name: null, url: null }).id,
        },
        rep: personOf(redactor, row.scope.rep),
      },
      text: redactor.texts.of('text', row.text),
      approver: personOf(redactor, row.approver),
      note: row.note === null ? null : reasonOf(redactor, row.note),
    }));
  return {
    active: rows('active'),
    unused: rows('unused'),
    unmatched: rows('unmatched'),
    pending: rows('pending'),
    lapsed: rows('lapsed'),
    unjudged: rows('unjudged'),
  };
}

/**
 * The result without the words of customers (`contacts`), or without those and the names of our own people (`all`).
 * Names, addresses and every other text become pseudonyms: the same text has the same one throughout a result, they are
 * numbered as they come up, and nothing leads back from them. Days, amounts, counts and the CRM's ids stay.
 */
export function redact(result: AuditResult, redaction: Redaction): AuditResult {
  if (redaction === 'none') return result;
  const hidesPeople = redaction === 'all';
  const redactor = { texts: startPseudonyms(), people: startPseudonyms(), hidesPeople, titleOf: titlesOf(result) };
  const reps = result.reps.map((rep) => repOf(redactor, rep));
  return {
    ...result,
    source: {
      ...result.source,
      gaps: result.source.gaps.map((gap) => ({ ...gap, reason: reasonOf(redactor, gap.reason) })),
    },
    scope: { ...result.scope, reps: result.scope.reps.map((who) => personOf(redactor, who)) },
    waivers: waiversOf(redactor, result),
    reps,
  };
}
