import { xmlText } from '../lib/escape-xml.ts';
import type { AuditResult, CertificationResult, Finding, RepResult } from '../model/audit-result.ts';
import type { Report } from './report.ts';
import { evidenceText, standingOf } from './rows.ts';
import { titlesOf } from './titles.ts';
import { counted, nameOfRep, verdictWords } from './words.ts';

type Outcome = 'passed' | 'failed' | 'skipped';

interface TestCase {
  readonly name: string;
  readonly classname: string;
  readonly outcome: Outcome;
  /** Of a failure, its kind. */
  readonly type: string;
  readonly message: string;
  readonly details: string;
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');

function caseXml({ name, classname, outcome, type, message, details }: TestCase): string {
  const head = `    <testcase${attributes({ classname, name, time: '0' })}`;
  switch (outcome) {
    case 'passed':
      return `${head}/>\n`;
    case 'skipped':
      return `${head}><skipped${attributes({ message })}/></testcase>\n`;
    case 'failed':
      return `${head}><failure${attributes({ type, message })}>${xmlText(details)}</failure></testcase>\n`;
  }
}

const outcomeOf = { certified: 'passed', provisional: 'passed', 'not-certified': 'failed' } as const;

function certificationCase({ id, verdict, reasons }: CertificationResult, titleOf: (id: string) => string): TestCase {
  const reason = reasons.map(({ message }) => message).join('; ');
  return {
    name: titleOf(id),
    classname: 'certification',
    outcome: verdict === 'insufficient-evidence' ? 'skipped' : outcomeOf[verdict],
    type: verdict,
    message: `${verdictWords[verdict]}${reason === '' ? '' : `: ${reason}`}`,
    details: reason,
  };
}

function findingCase(finding: Finding): TestCase {
  const { rule, severity, record, message, fix, evidence, fingerprint } = finding;
  const standing = standingOf(finding);
  return {
    name: `${record.type} ${record.id}${record.name === null ? '' : ` ${record.name}`}`,
    classname: rule,
    outcome: standing !== null ? 'skipped' : severity === 'info' ? 'passed' : 'failed',
    type: severity,
    message: standing ?? message,
    details: [message, evidenceText(evidence), `Fix: ${fix}`, record.url ?? '', `fingerprint: ${fingerprint}`]
      .filter((line) => line !== '')
      .join('\n'),
  };
}

/** A check that could not be judged is a test that did not run: never a pass. */
const unknownCase = ({ rule, reason, records }: RepResult['notEvaluable'][number]): TestCase => ({
  name: `not evaluable on ${counted(records, 'record')}`,
  classname: rule,
  outcome: 'skipped',
  type: '',
  message: `not evaluable: ${reason}`,
  details: '',
});

function* suite(rep: RepResult, titleOf: (id: string) => string): Generator<string> {
  const cases = [
    ...rep.certifications.map((one) => certificationCase(one, titleOf)),
    ...rep.findings.map(findingCase),
    ...rep.notEvaluable.map(unknownCase),
  ];
  const count = (outcome: Outcome): number => cases.filter((one) => one.outcome === outcome).length;
  const totals = { tests: cases.length, failures: count('failed'), errors: 0, skipped: count('skipped'), time: '0' };
  yield `  <testsuite${attributes({ name: nameOfRep(rep), ...totals })}>\n`;
  for (const one of cases) yield caseXml(one);
  yield '  </testsuite>\n';
}

function* document(result: AuditResult): Generator<string> {
  const titleOf = titlesOf(result);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${attributes({ name: `threadcount as of ${result.asOf}` })}>\n`;
  for (const rep of result.reps) yield* suite(rep, titleOf);
  yield '</testsuites>\n';
}

/**
 * Test results for a CI dashboard: a suite for each rep, with a test for each certification, each finding and each rule
 * that could not be judged. Waived and overturned findings are skipped tests that say why.
 */
export const junit: Report = {
  name: 'junit',
  extension: '.junit.xml',
  about: 'test results for a CI dashboard: a suite a rep, a test a finding',
  render: document,
};
