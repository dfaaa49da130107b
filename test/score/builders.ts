import type { Finding } from '../../src/model/audit-result.ts';
import type { Criterion, Rubric } from '../../src/model/rubric.ts';
import type { TalliedRule } from '../../src/score/evidence.ts';
import { markOf, type TalliedCheck } from '../../src/score/marks.ts';
import type { ScenarioRecord } from '../../src/score/scenarios.ts';
import type { JudgedRecord } from '../../src/score/tally.ts';

/** What the tests say of one check, by words. */
export const checks = {
  na: { outcome: 'not-applicable', severity: 'error' },
  pass: { outcome: 'pass', severity: 'error' },
  unknown: { outcome: 'not-evaluable', severity: 'error' },
  unknownWarning: { outcome: 'not-evaluable', severity: 'warning' },
  unknownInfo: { outcome: 'not-evaluable', severity: 'info' },
  info: { outcome: 'fail', severity: 'info' },
  warning: { outcome: 'fail', severity: 'warning' },
  error: { outcome: 'fail', severity: 'error' },
  critical: { outcome: 'fail', severity: 'critical' },
  waivedInfo: { outcome: 'fail', severity: 'info', isWaived: true },
  waivedWarning: { outcome: 'fail', severity: 'warning', isWaived: true },
  waivedError: { outcome: 'fail', severity: 'error', isWaived: true },
  waivedCritical: { outcome: 'fail', severity: 'critical', isWaived: true },
} as const satisfies Record<string, TalliedCheck>;
export type CheckName = keyof typeof checks;

export const ruleNames = [
  'status/stale-lead',
  'status/lags-event',
  'status/past-close-date',
  'ownership/misrouted',
  'next-steps/missing',
  'next-steps/vague',
] as const;
export type RuleName = (typeof ruleNames)[number];

export const rules: readonly TalliedRule[] = ruleNames.map((id) => ({ id, area: id.split('/')[0] ?? '' }));

export const criterion = (id: string, over: Partial<Criterion> = {}): Criterion => ({
  id,
  title: id,
  standard: 'kept',
  rules: [`${id}/*`],
  on: ['lead', 'deal'],
  core: [],
  isWritten: false,
  weight: 1,
  ...over,
});

/** Three criteria, of which status has a core rule; 8 of 12 certify. */
export const rubric = (over: Partial<Rubric> = {}): Rubric => ({
  id: 'crm-hygiene',
  title: 'CRM hygiene',
  version: '1.0.0',
  reviewBy: '2027-02-15',
  criteria: [
    criterion('status', { core: ['status/stale-lead', 'status/not-loaded'] }),
    criterion('ownership'),
    criterion('next-steps', { core: ['next-steps/missing'] }),
  ],
  bands: { 4: 0.95, 3: 0.85, 2: 0.65 },
  threshold: 8,
  floor: 2,
  minimumRecords: 10,
  minimumEvaluability: 0.7,
  caps: { level: 2, severeLevel: 1, records: 2, share: 0.05 },
  maximumWaived: 0.1,
  validity: '12 months',
  program: {
    roles: null,
    provisional: {
      earlyRamp: { amount: 90, unit: 'day' },
      validity: { amount: 90, unit: 'day' },
      expectedWritten: 3,
    },
    evaluations: { validity: { amount: 12, unit: 'month' }, minimumQuote: 20, exceptionStandsIn: [] },
    remediation: {
      coaching: { amount: 5, unit: 'bd' },
      recertification: { amount: 2, unit: 'w' },
      evidence: 3,
      prompts: 3,
    },
    reinforcement: { coach: 'manager', every: { amount: 1, unit: 'w' }, sessions: 4, records: 2 },
  },
  hash: `sha256:${'0'.repeat(64)}`,
  ...over,
});

/** A lead with these checks; every other rule does not apply to it. */
export const lead = (given: Partial<Record<RuleName, CheckName>>): JudgedRecord => ({
  type: 'lead',
  marks: Uint8Array.from(ruleNames, (rule) => markOf(checks[given[rule] ?? 'na'])),
});

export const deal = (
  given: Partial<Record<RuleName, CheckName>>,
  amount?: number | null | undefined,
): JudgedRecord => ({ ...lead(given), type: 'deal', amount });

const findingOf = (rule: RuleName, { severity }: TalliedCheck, id: string): Finding => ({
  fingerprint: `${rule} ${id}`,
  rule,
  area: rule.split('/')[0] ?? '',
  severity,
  record: { type: 'lead', id, name: null, url: null },
  message: '',
  fix: '',
  evidence: [],
  exposure: null,
  scenarios: ['new-inbound-lead', 'escalation'],
  waiver: null,
  appeal: null,
});

/** A lead with these checks and findings, that has been through the scenarios whose places hold `true`. */
export const witness = (
  id: string,
  given: Partial<Record<RuleName, CheckName>>,
  observed: readonly (boolean | undefined)[] = [true, false, false, true],
): ScenarioRecord => ({
  id,
  observed,
  marks: lead(given).marks,
  findings: ruleNames.flatMap((rule) => {
    const check: TalliedCheck = checks[given[rule] ?? 'na'];
    return check.outcome === 'fail' && check.isWaived !== true ? [findingOf(rule, check, id)] : [];
  }),
});

export const times = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value);
