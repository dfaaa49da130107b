import {
  type Certificate,
  type CertificateContent,
  contentSchema,
  type Excerpt,
} from '../../../src/model/certificate.ts';

const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;

function excerpt(overrides: Partial<Excerpt> = {}): Excerpt {
  return {
    fingerprint: '0f3a9c51d2b84e6779aa',
    rule: 'next-steps/undated',
    title: 'Next step has no date',
    severity: 'error',
    record: {
      type: 'lead',
      id: '00QDw000004XyZAEA0',
      name: 'Sandpiper Elevators',
      url: 'https://brightwater.my.example/00QDw000004XyZAEA0',
    },
    message: 'Next step "Send proposal to Dana" names no date',
    quotes: [{ field: 'Next_Step__c', value: 'Send proposal to Dana' }],
    ...overrides,
  };
}

type Criterion = CertificateContent['criteria'][number];

const criterion = (id: string, title: string, overrides: Partial<Criterion> = {}): Criterion => ({
  id,
  title,
  standard: `${title} as the scorecard has it, on every record that counts.`,
  counts: true,
  level: 3,
  basis: 'records',
  passRate: 0.92,
  interval: [0.83, 0.97],
  applicable: 58,
  evaluable: 58,
  failed: 4,
  warned: 1,
  waived: 0,
  cappedBy: null,
  missing: null,
  evidence: [excerpt()],
  ...overrides,
});

const reinforcement: CertificateContent['plan']['reinforcement'] = {
  coach: 'Helen Okafor',
  sessions: ['2026-11-25', '2026-12-02', '2026-12-09', '2026-12-16'].map((on) => ({
    on,
    criterion: 'next-steps',
    line: 'The next action is specific, current, and clear enough for a teammate to carry out.',
    records: [{ type: 'lead', id: '00QDw000004XyZAEA0', name: 'Sandpiper Elevators' }],
  })),
};

export const content = (overrides: Partial<CertificateContent> = {}): CertificateContent => ({
  subject: {
    rep: { id: '005Dw000001JonahIA0', name: 'Jonah Whitlock', email: 'jonah.whitlock@brightwater.example' },
    role: 'SDR',
    manager: 'Helen Okafor',
  },
  decision: {
    certification: { id: 'crm-hygiene', title: 'CRM hygiene' },
    verdict: 'certified',
    total: 20,
    outOf: 24,
    threshold: 18,
    floor: 2,
    marks: ['borderline'],
    reasons: [
      {
        kind: 'total',
        criterion: null,
        level: null,
        message: 'the levels add up to 20 of 24; 18 are needed',
        rules: [],
      },
    ],
    evaluator: 'Helen Okafor',
    isEvaluatorKnown: true,
    asOf: '2026-11-18T17:00:00.000Z',
    validUntil: '2027-11-18',
    score: 91.3,
  },
  criteria: [
    criterion('status', 'Status discipline'),
    criterion('ownership', 'Ownership and routing', { level: 4, passRate: 0.98, interval: [0.91, 1] }),
    criterion('next-steps', 'Next-step logging', { level: 4, passRate: 0.97, interval: [0.88, 0.99], evidence: [] }),
    criterion('notes', 'Note quality'),
    criterion('exceptions', 'Exception handling', { basis: 'exception', passRate: null, interval: null }),
    criterion('workflow', 'Workflow awareness'),
  ],
  reliance: {
    evaluations: [
      {
        entry: hash('1'),
        kind: 'exception',
        criterion: 'exceptions',
        level: 3,
        quote: 'I would merge the two and tell the other owner before the call',
        evaluator: 'Helen Okafor',
        date: '2026-11-12',
        expires: '2027-11-12',
      },
    ],
    waivers: [
      {
        id: 'migration-2026',
        reason: 'data-migration',
        text: 'Moved from the old system last week',
        approver: 'Sol Park',
        until: '2026-12-31',
        findings: 2,
      },
    ],
    appeals: [],
  },
  plan: { remediation: null, reinforcement },
  evidence: {
    source: { kind: 'salesforce', label: 'brightwater', complete: true },
    records: { lead: 58, deal: 0 },
    strata: [{ type: 'lead', stratum: 'working', records: 30, judged: 30 }],
    missingStrata: ['recycled'],
    sample: null,
    gaps: [],
    scenarios: [{ id: 'new-inbound-lead', observed: 31, passed: 27 }],
    run: 'run-1',
    hash: hash('a'),
  },
  standards: {
    rubric: { id: 'crm-hygiene', version: '1.0.0', hash: hash('b'), reviewBy: '2027-02-15' },
    bands: { 4: 0.95, 3: 0.85, 2: 0.65 },
    packs: [{ id: 'threadcount/hygiene', version: '1.0.0', hash: hash('c') }],
    configHash: hash('d'),
    dataHash: hash('e'),
    tool: 'threadcount 0.1.0',
  },
  ...overrides,
});

export const certificate = (of: CertificateContent = content()): Certificate => ({
  format: 'threadcount-certificate',
  version: 1,
  id: 'TC-0F3A9C51D2B8',
  content: contentSchema.parse(of),
  parts: {
    subject: hash('1'),
    decision: hash('2'),
    criteria: hash('3'),
    reliance: hash('4'),
    plan: hash('5'),
    evidence: hash('6'),
    standards: hash('7'),
  },
  ledger: { seq: 7, at: '2026-11-19T09:30:00.000Z', rep: '005Dw000001JonahIA0', previous: hash('8'), hash: hash('9') },
  signature: null,
});

/** A decision that came out the other way, with a plan. */
export function refused(): Certificate {
  const base = content();
  const step = (i: number) => ({
    ...excerpt({ record: { type: 'lead', id: `00Q${i}`, name: `Selkirk Chimneys ${i}`, url: null } }),
    fix: 'Agree a date with the customer and write it into the next step',
    points: 0.83,
  });
  return certificate({
    ...base,
    decision: {
      ...base.decision,
      verdict: 'not-certified',
      total: 11,
      validUntil: null,
      marks: [],
      reasons: [
        {
          kind: 'floor',
          criterion: 'status',
          level: 1,
          message: 'Status discipline is at level 1; no criterion may be below 2',
          rules: [{ rule: 'status/lags-event', records: 12 }],
        },
        {
          kind: 'total',
          criterion: null,
          level: null,
          message: 'the levels add up to 11 of 24; 18 are needed',
          rules: [],
        },
      ],
    },
    criteria: base.criteria
      .map((one) => ({ ...one, level: 1 as const, passRate: 0.54, interval: [0.4, 0.68] as const }))
      .map((one) => ({ ...one, interval: [0.4, 0.68] })),
    plan: {
      reinforcement,
      remediation: {
        feedback: base.criteria.map(({ id, title }) => ({
          criterion: id,
          level: 1,
          words: `${title}: 27 of 58 records meet the standard. The records below show what is missing.`,
          evidence: [excerpt(), excerpt({ title: 'Next step is vague' })],
        })),
        coachingBy: '2026-11-26',
        recertifyBy: '2026-12-03',
        path: Array.from({ length: 14 }, (_, i) => step(i)),
        pathTo: 'certified',
        isPathExact: true,
        practice: ['A lead asked for prices nine days ago and nothing is dated. Write the next step.'],
      },
    },
  });
}

/** The same with one text in every place that people fill. */
export function hostileCertificate(text: string): Certificate {
  const base = refused().content;
  const named = excerpt({
    record: { type: 'deal', id: text || 'x', name: text, url: text },
    title: text,
    message: text,
    quotes: [{ field: text, value: text }],
  });
  const { remediation } = base.plan;
  return certificate({
    ...base,
    subject: { rep: { id: text, name: text, email: text }, role: text, manager: text },
    decision: {
      ...base.decision,
      evaluator: text,
      certification: { id: 'x', title: text },
      reasons: base.decision.reasons.map((one) => ({ ...one, message: text })),
    },
    criteria: base.criteria.map((one) => ({
      ...one,
      title: text,
      standard: text,
      missing: text,
      evidence: [named, named],
    })),
    reliance: {
      evaluations: base.reliance.evaluations.map((one) => ({ ...one, quote: text, evaluator: text })),
      waivers: base.reliance.waivers.map((one) => ({ ...one, text, approver: text, id: text })),
      appeals: [{ fingerprint: text, rule: text, status: 'open', reason: text, ruledBy: null, ruling: null }],
    },
    plan: {
      reinforcement: {
        coach: text,
        sessions: base.plan.reinforcement.sessions.map((one) => ({
          ...one,
          line: text,
          records: one.records.map((record) => ({ ...record, name: text })),
        })),
      },
      remediation: remediation && {
        ...remediation,
        feedback: remediation.feedback.map((one) => ({ ...one, words: text, evidence: [named] })),
        path: remediation.path.map((one) => ({ ...one, ...named, fix: text })),
        practice: [text],
      },
    },
    evidence: {
      ...base.evidence,
      source: { ...base.evidence.source, label: text },
      missingStrata: [text],
      gaps: [{ what: text, reason: text }],
    },
  });
}
