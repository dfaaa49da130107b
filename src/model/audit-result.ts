import { z } from 'zod';
import { evaluationKinds } from './evaluation.ts';
import { rubricSchema, ruleSchema } from './in-force.ts';
import { scenarioIds, severities } from './rule.ts';
import { sampleSchema } from './sample.ts';

/** `sha256:` and 64 hexadecimal digits. */
const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const instant = z.iso.datetime().describe('ISO 8601 instant in UTC');
const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const percent = z.number().min(0).max(100);

const gap = z.strictObject({
  what: z.string().describe('What could not be seen: an object, a file, a column, a label'),
  reason: z.string(),
  affects: z.array(z.string()).describe('Ids of the rules that it leaves not evaluable in part or in whole'),
});

const pack = z.strictObject({
  id: z.string(),
  version: z.string(),
  hash,
  reviewBy: z.string().nullable().describe('Date by which the pack is due for review'),
  isReviewOverdue: z.boolean(),
});

const evidence = z.strictObject({
  field: z.string().describe("The CRM's own name of the field"),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  at: instant.optional().describe('Since when the field holds this value'),
});

/** Why a finding stands and does not count: who said so, for how long. */
const waiver = z.strictObject({
  id: z.string().describe('Of the waiver, in its file'),
  reason: z.string().describe('The code of the reason'),
  text: z.string(),
  approver: z.string(),
  until: z.iso.date().describe('The last day on which it is in force'),
});

/** Somebody contests a finding; an overturned one stays visible and does not count. */
const appeal = z.strictObject({
  status: z.enum(['open', 'upheld', 'overturned']),
  reason: z.string(),
  by: z.string(),
  at: instant,
  ruledBy: z.string().nullable(),
  ruling: z.string().nullable().describe('In the words of the manager who ruled'),
});

/** One waiver of the file, and what became of it in this audit. */
const waiverRow = z.strictObject({
  id: z.string(),
  scope: z
    .strictObject({
      finding: z.string().nullable(),
      record: z.strictObject({ type: z.enum(['lead', 'deal']), id: z.string() }).nullable(),
      rule: z.string().nullable(),
      rep: z.string().nullable(),
    })
    .describe('A finding by fingerprint, a record (or one rule on it), or a rule (for one rep; null: for everyone)'),
  reason: z.string(),
  text: z.string(),
  approver: z.string(),
  from: z.iso.date(),
  until: z.iso.date(),
  daysLeft: z.int().describe('Days from as-of to the last day in force: 0 on that day, negative once lapsed'),
  findings: count.describe('Findings that it covers: waived by it, or failing again where it has lapsed'),
  renewedBy: z.string().nullable().describe('Once lapsed, the id of a waiver of the same that is in force'),
  note: z.string().nullable().describe('What there is to know of it beside its dates'),
});

const waiverRows = (about: string) => z.array(waiverRow).describe(about);

/** Every waiver of the file by what became of it, the first to end first. */
const waiversSchema = z.strictObject({
  active: waiverRows('In force, with findings that it waives'),
  unused: waiverRows('In force, and nothing that it is for fails'),
  unmatched: waiverRows('In force, and names a finding, record, rule or rep that is not there'),
  pending: waiverRows('Not yet in force'),
  lapsed: waiverRows('No longer in force: its findings count again'),
  unjudged: waiverRows('In force for what was not part of this audit'),
});

/** One failed check. */
export const findingSchema = z.strictObject({
  fingerprint: z.string().describe('The same across runs: rule, record and facet'),
  rule: z.string(),
  area: z.string(),
  severity: z.enum(severities),
  record: z.strictObject({
    type: z.enum(['lead', 'deal']),
    id: z.string(),
    name: z.string().nullable(),
    url: z.string().nullable(),
  }),
  message: z.string(),
  fix: z.string(),
  evidence: z.array(evidence),
  exposure: z
    .strictObject({ amount: z.number(), currency: z.string().nullable() })
    .nullable()
    .describe('The amount of the deal that the finding stands on'),
  scenarios: z.array(z.enum(scenarioIds)),
  waiver: waiver.nullable().describe('The waiver in force: the finding stays visible and leaves the tally'),
  appeal: appeal.nullable(),
});

const area = z.strictObject({
  area: z.string().describe('The criterion of the rubric'),
  certification: z.string(),
  level: z.int().min(1).max(4).nullable().describe('null: insufficient evidence'),
  passRate: share.nullable(),
  interval: z
    .tuple([share, share])
    .nullable()
    .describe('95 % Wilson interval: a guide to stability, not a sample error'),
  worstCasePassRate: share.nullable().describe('With every unknown counted as a failure'),
  valuePassRate: share.nullable().describe('Weighted by amount; never decides'),
  applicable: count,
  evaluable: count,
  failed: count.describe('Records that fail an error or critical check'),
  warned: count.describe('Records that fail warnings only'),
  waived: count,
  cappedBy: z.string().nullable().describe('The critical rule that caps the level'),
  missing: z.string().nullable().describe('Why there is no level'),
});

const reason = z.strictObject({
  kind: z.enum([
    'total',
    'floor',
    'missing-criterion',
    'evaluability',
    'too-few-records',
    'written-scenario',
    'waivers',
    'exception-scenario',
    'early-ramp',
  ]),
  criterion: z.string().nullable(),
  level: z.int().nullable(),
  message: z.string(),
  rules: z.array(z.strictObject({ rule: z.string(), records: count })),
});

export const certificationVerdicts = ['certified', 'provisional', 'not-certified', 'insufficient-evidence'] as const;

/** A level that an evaluator gave, in force as of the audit. */
const givenLevel = z.strictObject({
  entry: hash.describe('Of the evaluation in the ledger'),
  kind: z.enum(evaluationKinds),
  criterion: z.string(),
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  quote: z.string(),
  evaluator: z.string(),
  date: z.iso.date(),
  expires: z.iso.date(),
});

const basis = z.strictObject({
  role: z.string().nullable(),
  started: z.iso.date().nullable().describe('First day in the role, in early ramp'),
  given: z.array(givenLevel),
});

const decision = z.strictObject({
  id: z.string(),
  verdict: z.enum(certificationVerdicts),
  total: z.int().describe('Sum of the levels that exist'),
  outOf: z.int(),
  threshold: z.int(),
  marks: z.array(z.enum(['borderline', 'exception-scenario', 'waiver-reliance'])),
  reasons: z.array(reason),
  basis: basis.optional().describe('What the decision stands on beside records; absent where that is nothing'),
});

const certification = decision.extend({
  path: z
    .array(
      z.strictObject({
        fingerprint: z.string(),
        gain: z.number().describe('What it adds to the score of the rep, in points of 100, made in this order'),
      }),
    )
    .default([])
    .describe('The smallest set of fixes found that turns the verdict; empty where none is needed or none can'),
  pathTo: z.enum(['certified', 'provisional']).nullable().default(null).describe('The verdict that the path leads to'),
  isPathExact: z.boolean().default(true).describe('Whether no smaller set of fixes would do'),
});

const scenario = z.strictObject({
  id: z.enum(scenarioIds),
  observed: count.describe('Records that have been through it, and on which a rule that proves it was evaluated'),
  passed: count.describe('Of those, records on which no such rule fails; info and waived failures aside'),
  unclear: count.describe('Records of which it cannot be told whether they have been through it'),
  evidence: z.strictObject({
    failed: z.array(z.string()).max(3).describe('Fingerprints of failing findings, the worst first'),
    passed: z.array(z.string()).max(3).describe('Ids of records that pass, in order'),
  }),
});

/** One owner with everything that was found. */
export const repSchema = z.strictObject({
  id: z.string().nullable(),
  kind: z.enum(['user', 'inactive-user', 'queue', 'none']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  managerId: z.string().nullable(),
  managerName: z.string().nullable().default(null),
  managerEmail: z.string().nullable().default(null),
  records: z.strictObject({ lead: count, deal: count }),
  score: percent.nullable(),
  worstCaseScore: percent.nullable(),
  evaluability: share.nullable(),
  areas: z.array(area),
  certifications: z.array(certification),
  scenarios: z.array(scenario),
  findings: z.array(findingSchema),
  notEvaluable: z.array(z.strictObject({ rule: z.string(), reason: z.string(), records: count })),
});

/**
 * The report as data, schema version 1: what every report renders, the store keeps and `report` reloads. It holds no
 * clock, so the same data, configuration and as-of give the same bytes.
 */
export const auditResultSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('threadcount'), version: z.string() }),
  asOf: instant,
  source: z.strictObject({
    kind: z.enum(['files', 'salesforce', 'hubspot', 'demo']),
    label: z.string(),
    records: z.strictObject({ lead: count, deal: count, contact: count, activity: count }),
    complete: z.boolean(),
    gaps: z.array(gap),
  }),
  scope: z.strictObject({
    reps: z.array(z.string()).describe('Who was asked for; empty: everyone'),
    only: z.array(z.string()).describe('Rules or areas asked for; empty: all'),
    leftOut: z.array(z.strictObject({ reason: z.string(), records: count })),
    sample: sampleSchema.nullable().default(null).describe('Which records were drawn, where not all were judged'),
  }),
  packs: z.array(pack),
  rubrics: z.array(rubricSchema),
  rules: z.array(ruleSchema).describe('By id'),
  configHash: hash,
  dataHash: hash,
  summary: z.strictObject({
    reps: count,
    records: count,
    score: percent.nullable(),
    findings: z
      .strictObject({ critical: count, error: count, warning: count, info: count })
      .describe('Those that count: neither waived nor overturned'),
    waived: count.default(0).describe('Findings under a waiver in force'),
    overturned: count.default(0).describe('Findings overturned on appeal'),
  }),
  waivers: waiversSchema
    .default({ active: [], unused: [], unmatched: [], pending: [], lapsed: [], unjudged: [] })
    .describe('Every waiver of the file, by what became of it'),
  reps: z.array(repSchema),
});

export type AuditResult = Readonly<z.infer<typeof auditResultSchema>>;
export type RepResult = Readonly<z.infer<typeof repSchema>>;
export type AreaResult = Readonly<z.infer<typeof area>>;
/** What was decided, without the way from there. */
export type Decision = Readonly<z.infer<typeof decision>>;
export type CertificationResult = Readonly<z.infer<typeof certification>>;
export type Finding = Readonly<z.infer<typeof findingSchema>>;
export type WaiverRow = Readonly<z.infer<typeof waiverRow>>;
export type ScenarioResult = Readonly<z.infer<typeof scenario>>;
export type GapResult = Readonly<z.infer<typeof gap>>;
