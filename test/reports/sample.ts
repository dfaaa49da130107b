import type {
  AreaResult,
  AuditResult,
  CertificationResult,
  Finding,
  RepResult,
  ScenarioResult,
} from '../../src/model/audit-result.ts';
import type { RubricInForce, RuleInForce } from '../../src/model/in-force.ts';
import { rounded, wilsonInterval } from '../../src/score/statistics.ts';

const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;

export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    fingerprint: '0f3a9c51d2b84e6779aa',
    rule: 'next-steps/undated',
    area: 'next-steps',
    severity: 'error',
    record: {
      type: 'lead',
      id: '00QDw000004XyZAEA0',
      name: 'Sandpiper Elevators',
      url: 'https://brightwater.my.example/00QDw000004XyZAEA0',
    },
    message: 'Next step "Send proposal to Dana" names no date',
    fix: 'Agree a date with the customer and write it into the next step',
    evidence: [{ field: 'Next_Step__c', value: 'Send proposal to Dana', at: '2026-11-03T14:20:00.000Z' }],
    exposure: null,
    scenarios: ['new-inbound-lead'],
    waiver: null,
    appeal: null,
    ...overrides,
  };
}

const lead = (id: string, name: string): Finding['record'] => ({
  type: 'lead',
  id: `00QDw00000${id}AEA0`,
  name,
  url: `https://brightwater.my.example/00QDw00000${id}AEA0`,
});

const deal = (id: string, name: string): Finding['record'] => ({
  type: 'deal',
  id: `006Dw00000${id}IAQ0`,
  name: `${name} - Dispatch`,
  url: `https://brightwater.my.example/006Dw00000${id}IAQ0`,
});

/** A criterion of `evaluable` records; everything else follows from the counts. */
export function area(
  id: string,
  { evaluable = 40, failed = 2, warned = 0, ...overrides }: Partial<AreaResult> = {},
): AreaResult {
  const earned = evaluable - failed - warned / 2;
  const rate = evaluable === 0 ? null : rounded(earned / evaluable);
  const interval = wilsonInterval(earned, evaluable);
  const level = rate === null ? null : rate >= 0.95 ? 4 : rate >= 0.85 ? 3 : rate >= 0.65 ? 2 : 1;
  return {
    area: id,
    certification: 'crm-hygiene',
    level,
    passRate: rate,
    interval: interval && [rounded(interval[0]), rounded(interval[1])],
    worstCasePassRate: rate,
    valuePassRate: null,
    applicable: evaluable,
    evaluable,
    failed,
    warned,
    waived: 0,
    cappedBy: null,
    missing: null,
    ...overrides,
  };
}

const threads = (id: string, overrides: Partial<AreaResult> = {}): AreaResult =>
  area(id, { certification: 'multi-threading', ...overrides });

const none = { evaluable: 0, failed: 0, level: null, missing: 'no record applies; 10 are needed' } as const;
const unscored = threads('written-scenario', { ...none, missing: 'the written scenario is not scored yet' });

export function certification(overrides: Partial<CertificationResult> = {}): CertificationResult {
  return {
    id: 'crm-hygiene',
    verdict: 'certified',
    total: 22,
    outOf: 24,
    threshold: 18,
    marks: [],
    reasons: [],
    path: [],
    pathTo: null,
    isPathExact: true,
    ...overrides,
  };
}

export function rep(overrides: Partial<RepResult> = {}): RepResult {
  return {
    id: '005Dw000001JonahIA0',
    kind: 'user',
    name: 'Jonah Whitlock',
    email: 'jonah.whitlock@brightwater.example',
    managerId: '005Dw000001HelenIA0',
    managerName: 'Helen Marchetti',
    managerEmail: 'helen.marchetti@brightwater.example',
    records: { lead: 58, deal: 0 },
    score: 91.3,
    worstCaseScore: 91.3,
    evaluability: 1,
    areas: [],
    certifications: [],
    scenarios: [],
    findings: [],
    notEvaluable: [],
    ...overrides,
  };
}

/** A scenario with counts alone; evidence is of no matter to the terminal. */
const seen = (id: ScenarioResult['id'], observed: number, passed: number, unclear = 0): ScenarioResult => ({
  id,
  observed,
  passed,
  unclear,
  evidence: { failed: [], passed: [] },
});

const jonah = rep({
  areas: [
    area('status', { evaluable: 58, failed: 6 }),
    area('ownership', { evaluable: 58, failed: 1 }),
    area('next-steps', { evaluable: 41, failed: 1, warned: 1 }),
    area('notes', { evaluable: 52, failed: 2, warned: 3 }),
    area('exceptions', { evaluable: 58, failed: 3 }),
    area('workflow', { evaluable: 58, failed: 4, warned: 2 }),
    ...['coverage', 'roles', 'engagement', 'stages', 'deal-next-steps'].map((id) => threads(id, none)),
    unscored,
  ],
  certifications: [
    certification({ total: 20, marks: ['borderline'] }),
    certification({
      id: 'multi-threading',
      verdict: 'insufficient-evidence',
      total: 0,
      reasons: [
        {
          kind: 'total',
          criterion: null,
          level: null,
          message: 'the levels add up to 0 of 24, at best 24 with what is missing; 18 are needed',
          rules: [],
        },
        {
          kind: 'too-few-records',
          criterion: 'coverage',
          level: null,
          message: 'Contact coverage: no record applies; 10 are needed',
          rules: [],
        },
      ],
    }),
  ],
  scenarios: [
    seen('new-inbound-lead', 31, 27),
    seen('territory-reassignment', 4, 4),
    seen('lead-recycled', 6, 5),
    seen('escalation', 0, 0, 3),
  ],
  findings: [
    finding(),
    finding({
      rule: 'workflow/slow-first-response',
      area: 'workflow',
      record: lead('4Slk', 'Selkirk Chimneys'),
      message: 'First call 31 business hours after the lead came in; the limit is 1 business day',
      fix: 'Call new inbound leads the day they arrive',
      evidence: [
        { field: 'CreatedDate', value: '2026-11-09T14:02:00.000Z' },
        { field: 'LeadSource', value: 'Web' },
      ],
    }),
    finding({
      rule: 'workflow/missing-attribution',
      area: 'workflow',
      severity: 'info',
      record: lead('4Fen', 'Fenwick Scales'),
      message: 'No lead source',
      fix: 'Set the lead source',
      evidence: [{ field: 'LeadSource', value: null }],
    }),
  ],
});

const lateStatus = (id: string, name: string, status: string): Finding =>
  finding({
    rule: 'status/lags-event',
    area: 'status',
    record: lead(id, name),
    message: `A meeting was held 9 business days ago, and the status is still "${status}"`,
    fix: 'Set the status on the day that something happens',
    evidence: [
      { field: 'Status', value: status, at: '2026-10-27T15:00:00.000Z' },
      { field: 'Event.ActivityDateTime', value: '2026-11-05T16:00:00.000Z' },
    ],
  });

const kelsey = rep({
  id: '005Dw000001KelsyIA0',
  name: 'Kelsey Brandt',
  email: 'kelsey.brandt@brightwater.example',
  records: { lead: 78, deal: 0 },
  score: 61.8,
  worstCaseScore: 57.2,
  evaluability: 0.962,
  areas: [
    area('status', { evaluable: 74, applicable: 78, failed: 29, worstCasePassRate: 0.5769 }),
    area('ownership', { evaluable: 78, failed: 9 }),
    area('next-steps', { evaluable: 51, failed: 8, warned: 11 }),
    area('notes', { evaluable: 66, applicable: 78, failed: 21, warned: 9, worstCasePassRate: 0.5128 }),
    area('exceptions', { evaluable: 78, failed: 6, warned: 1, waived: 2 }),
    area('workflow', { evaluable: 78, failed: 14, level: 1, cappedBy: 'workflow/lost-lead' }),
    ...['coverage', 'roles', 'engagement', 'stages', 'deal-next-steps'].map((id) => threads(id, none)),
    unscored,
  ],
  certifications: [
    certification({
      verdict: 'not-certified',
      total: 11,
      reasons: [
        {
          kind: 'floor',
          criterion: 'status',
          level: 1,
          message: 'Status discipline is at level 1; no criterion may be below 2',
          rules: [
            { rule: 'status/lags-event', records: 12 },
            { rule: 'status/batch-cleanup', records: 10 },
            { rule: 'status/stale-lead', records: 4 },
            { rule: 'status/contradicts-activity', records: 4 },
            { rule: 'status/open-work-on-closed-lead', records: 2 },
          ],
        },
        {
          kind: 'floor',
          criterion: 'notes',
          level: 1,
          message: 'Note quality is at level 1; no criterion may be below 2',
          rules: [
            { rule: 'notes/no-decision', records: 11 },
            { rule: 'notes/missing', records: 8 },
            { rule: 'notes/thin', records: 2 },
          ],
        },
        {
          kind: 'floor',
          criterion: 'workflow',
          level: 1,
          message: 'Workflow awareness is at level 1; no criterion may be below 2',
          rules: [
            { rule: 'workflow/slow-first-response', records: 8 },
            { rule: 'workflow/lost-lead', records: 3 },
            { rule: 'workflow/incomplete-handoff', records: 3 },
          ],
        },
        {
          kind: 'total',
          criterion: null,
          level: null,
          message: 'the levels add up to 11 of 24; 18 are needed',
          rules: [
            { rule: 'status/lags-event', records: 12 },
            { rule: 'notes/no-decision', records: 11 },
            { rule: 'next-steps/not-handover-ready', records: 11 },
            { rule: 'status/batch-cleanup', records: 10 },
            { rule: 'ownership/misrouted', records: 9 },
          ],
        },
      ],
    }),
    certification({ id: 'multi-threading', verdict: 'insufficient-evidence', total: 0 }),
  ],
  scenarios: [
    seen('new-inbound-lead', 44, 23),
    seen('territory-reassignment', 6, 2),
    seen('lead-recycled', 9, 4),
    seen('escalation', 2, 0),
  ],
  findings: [
    ...['Ozark Well Drilling', 'Badger State Bus Repair', 'Iron Range Welding'].map((name, i) =>
      finding({
        rule: 'workflow/lost-lead',
        area: 'workflow',
        severity: 'critical',
        record: lead(`4Lo${i}`, name),
        message: `Nothing has happened for ${41 + i * 6} days, and nothing is planned`,
        fix: 'Call the lead this week, or recycle it with a reason and a date to look again',
        evidence: [
          { field: 'Status', value: 'Working - Contacted', at: '2026-09-22T15:00:00.000Z' },
          { field: 'Next_Step__c', value: null },
        ],
      }),
    ),
    ...['Prairie Sky Windmills', 'Loop Street Parking', 'Gateway Arch Glass', 'Silverado Tank Cleaning'].map(
      (name, i) => lateStatus(`4Lg${i}`, name, 'Open - Not Contacted'),
    ),
    finding({
      rule: 'exceptions/duplicate',
      area: 'exceptions',
      record: lead('4Chi', 'Chisholm Trailer Mfg'),
      message: 'The same person as the lead "Chisholm Trailers" of Tom Halvorsen: w.chisholm@chisholm-trailers.example',
      fix: 'Merge the two, or ask the other owner who keeps the lead',
      evidence: [{ field: 'Email', value: 'w.chisholm@chisholm-trailers.example' }],
    }),
    ...['Wasatch Security Doors', 'Zephyr Balloon Rides'].map((name, i) =>
      finding({
        rule: 'notes/thin',
        area: 'notes',
        record: lead(`4Nt${i}`, name),
        message: 'The best note since the status changed says nothing that a teammate could use',
        fix: 'Write what happened, what matters about it, and what comes next',
        evidence: [{ field: 'Task.Description', value: 'LM, will try again', at: '2026-11-12T18:41:00.000Z' }],
      }),
    ),
    ...['Redwood Rooter', 'Bighorn Propane', 'Cactus Flower Solar'].map((name, i) =>
      finding({
        rule: 'next-steps/vague',
        area: 'next-steps',
        severity: 'warning',
        record: lead(`4Vg${i}`, name),
        message: 'Next step "touch base soon" names no action',
        fix: 'Write down who does what, and by when',
        evidence: [{ field: 'Next_Step__c', value: 'touch base soon', at: '2026-10-19T09:10:00.000Z' }],
      }),
    ),
    ...['Rocky Flats Rentals', 'Puget Sound Docks'].map((name, i) =>
      finding({
        rule: 'gaming/pre-audit-burst',
        area: 'gaming',
        severity: 'info',
        record: lead(`4Gm${i}`, name),
        message: '38 % of the edits of the last 30 days were made in the 24 hours before the audit',
        fix: 'Keep records as the work goes on',
        evidence: [],
      }),
    ),
  ],
  notEvaluable: [
    { rule: 'ownership/misrouted', reason: 'Country is not known', records: 3 },
    { rule: 'status/contradicts-activity', reason: 'LeadHistory: 214 rows without a date', records: 4 },
    { rule: 'status/lags-event', reason: 'LeadHistory: 214 rows without a date', records: 4 },
    { rule: 'notes/missing', reason: 'ContentNote: only the preview is readable', records: 12 },
    { rule: 'notes/thin', reason: 'ContentNote: only the preview is readable', records: 12 },
    { rule: 'notes/incomplete', reason: 'ContentNote: only the preview is readable', records: 12 },
  ],
});

const renata = rep({
  id: '005Dw000001RenatIA0',
  name: 'Renata Silveira',
  email: 'renata.silveira@brightwater.example',
  records: { lead: 34, deal: 22 },
  score: 86.4,
  worstCaseScore: 85.1,
  evaluability: 0.991,
  areas: [
    area('status', { evaluable: 56, failed: 1 }),
    area('ownership', { evaluable: 34, failed: 0 }),
    area('next-steps', { evaluable: 38, failed: 0, warned: 1 }),
    area('notes', { evaluable: 50, failed: 0, warned: 2 }),
    area('exceptions', { evaluable: 56, failed: 0 }),
    area('workflow', { evaluable: 34, failed: 1 }),
    threads('coverage', { evaluable: 18, failed: 8, level: 1, cappedBy: 'coverage/single-threaded' }),
    threads('roles', { evaluable: 16, applicable: 18, failed: 2, warned: 1, worstCasePassRate: 0.75 }),
    threads('engagement', { evaluable: 18, failed: 4 }),
    threads('stages', { evaluable: 7, failed: 3, level: null, missing: 'only 7 records to judge; 10 are needed' }),
    threads('deal-next-steps', { evaluable: 18, failed: 0 }),
    unscored,
  ],
  certifications: [
    certification({ total: 24 }),
    certification({
      id: 'multi-threading',
      verdict: 'not-certified',
      total: 9,
      reasons: [
        {
          kind: 'floor',
          criterion: 'coverage',
          level: 1,
          message: 'Contact coverage is at level 1; no criterion may be below 2',
          rules: [
            { rule: 'coverage/single-threaded', records: 6 },
            { rule: 'coverage/too-few', records: 3 },
          ],
        },
      ],
    }),
  ],
  scenarios: [
    seen('new-inbound-lead', 20, 20),
    seen('territory-reassignment', 2, 2),
    seen('lead-recycled', 5, 5),
    seen('escalation', 9, 8),
  ],
  findings: [
    ...(
      [
        ['Redwood Empire Hospitals', 240_000],
        ['Northstar Wind Farms', 186_500],
        ['Zion Shuttle Works', 74_000],
      ] as const
    ).map(([name, amount], i) =>
      finding({
        rule: 'coverage/single-threaded',
        area: 'coverage',
        severity: 'critical',
        record: deal(`4Rd${i}`, name),
        message: 'One person at the customer is engaged in the last 30 days; a deal of this size needs two at least',
        fix: 'Bring a second person into the next meeting, best one who signs',
        evidence: [
          { field: 'StageName', value: 'Negotiation/Review', at: '2026-10-30T12:00:00.000Z' },
          { field: 'Engaged people', value: 'Marisol Quintero (VP Operations)' },
        ],
        exposure: { amount, currency: 'USD' },
        scenarios: ['escalation'],
      }),
    ),
    finding({
      rule: 'engagement/paper-thread',
      area: 'engagement',
      record: deal('4Oly', 'Olympus Data Halls'),
      message: '5 of 6 contacts listed on the deal have had no activity for 45 days',
      fix: 'Reach out to the silent contacts, or take them off the deal',
      evidence: [
        { field: 'Silent contacts', value: 'Ingrid Sandvik, Pavel Horák, Siobhán Ó Dálaigh, 李 静, Benedikt Maier' },
      ],
      exposure: { amount: 312_000, currency: 'USD' },
      scenarios: ['escalation'],
    }),
  ],
  notEvaluable: [{ rule: 'roles/no-economic-buyer', reason: 'Title is not known', records: 2 }],
});

const queue = rep({
  id: '00GDw000001InbndMAC',
  kind: 'queue',
  name: 'Inbound Queue',
  email: null,
  managerId: null,
  records: { lead: 9, deal: 0 },
  score: 44.4,
  worstCaseScore: 44.4,
  findings: [
    finding({
      rule: 'ownership/unowned',
      area: 'ownership',
      record: lead('4Que', '\u001b[2J\u001b[31mAudit passed\u001b[0m Ltd'),
      message: 'The lead has waited in a queue for 3 business days; the limit is 1',
      fix: 'Take the lead or hand it to whom the routing names',
      evidence: [{ field: 'Company', value: '\u202emoc.elpmaxe\u202c Trading' }],
    }),
  ],
});

/** A rubric with the default bands, made of criteria and their titles. */
const rubric = (id: string, title: string, criteria: readonly (readonly [string, string])[]): RubricInForce => ({
  id,
  title,
  version: '1.0.0',
  hash: hash('e'),
  reviewBy: '2027-02-15',
  validity: '12 months',
  threshold: 18,
  outOf: 24,
  floor: 2,
  bands: { 4: 0.95, 3: 0.85, 2: 0.65 },
  minimumRecords: 10,
  minimumEvaluability: 0.7,
  maximumWaived: 0.1,
  criteria: criteria.map(([criterion, name]) => ({
    id: criterion,
    title: name,
    standard: `${name} as the scorecard has it.`,
    isWritten: criterion === 'written-scenario',
    weight: 1,
    rules: [`${criterion}/*`],
    on: ['lead', 'deal'],
    core: [],
  })),
});

const hygiene = rubric('crm-hygiene', 'CRM hygiene', [
  ['status', 'Status discipline'],
  ['ownership', 'Ownership and routing'],
  ['next-steps', 'Next-step logging'],
  ['notes', 'Note quality'],
  ['exceptions', 'Exception handling'],
  ['workflow', 'Workflow awareness'],
]);

const multiThreading = rubric('multi-threading', 'Multi-threading', [
  ['coverage', 'Contact coverage'],
  ['roles', 'Buying roles'],
  ['engagement', 'Engagement'],
  ['stages', 'Stage criteria'],
  ['deal-next-steps', 'Deal next steps'],
  ['written-scenario', 'Written scenario'],
]);

const undated: RuleInForce = {
  id: 'next-steps/undated',
  area: 'next-steps',
  title: 'Next step has no date',
  on: ['lead', 'deal'],
  severity: 'error',
  fix: 'Agree a date with the customer and write it into the next step',
  minutes: 5,
  isLasting: false,
  params: {},
  source: { claim: 'A next step without a date slips', from: 'the guide', confidence: 'guide' },
};

/** A small team as an audit might find it: one certified, one far from it, one missing one thing, and a queue. */
export function sample(overrides: Partial<AuditResult> = {}): AuditResult {
  const reps = overrides.reps ?? [queue, jonah, kelsey, renata];
  const findings = { critical: 0, error: 0, warning: 0, info: 0 };
  for (const { severity } of reps.flatMap((one) => one.findings)) findings[severity] += 1;
  return {
    schemaVersion: 1,
    tool: { name: 'threadcount', version: '0.1.0' },
    asOf: '2026-11-18T17:00:00.000Z',
    source: {
      kind: 'files',
      label: 'exports/',
      records: { lead: 356, deal: 61, contact: 412, activity: 2911 },
      complete: true,
      gaps: [
        {
          what: 'ContentNote',
          reason: 'only the preview is readable',
          affects: ['notes/copied', 'notes/incomplete', 'notes/missing', 'notes/no-decision', 'notes/thin'],
        },
        {
          what: 'LeadHistory',
          reason: '214 rows without a date',
          affects: ['status/contradicts-activity', 'status/lags-event'],
        },
      ],
    },
    scope: { reps: [], only: [], leftOut: [{ reason: 'closed before 2026-08-20', records: 188 }], sample: null },
    packs: [
      {
        id: 'threadcount/hygiene',
        version: '1.0.0',
        hash: hash('a'),
        reviewBy: '2027-02-15',
        isReviewOverdue: false,
      },
      {
        id: 'threadcount/multithreading',
        version: '1.0.0',
        hash: hash('b'),
        reviewBy: '2026-10-01',
        isReviewOverdue: true,
      },
    ],
    rubrics: [hygiene, multiThreading],
    rules: [undated],
    configHash: hash('c'),
    dataHash: hash('d'),
    summary: {
      reps: reps.length,
      records: reps.reduce((sum, { records }) => sum + records.lead + records.deal, 0),
      score: 79.6,
      findings,
      waived: reps.flatMap((rep) => rep.findings).filter(({ waiver }) => waiver !== null).length,
      overturned: reps.flatMap((rep) => rep.findings).filter(({ appeal }) => appeal?.status === 'overturned').length,
    },
    waivers: { active: [], unused: [], unmatched: [], pending: [], lapsed: [], unjudged: [] },
    reps,
    ...overrides,
  };
}
