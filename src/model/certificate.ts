import * as z from 'zod';
import { certificationVerdicts } from './audit-result.ts';
import { evaluationKinds } from './evaluation.ts';

const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const instant = z.iso.datetime();
const day = z.iso.date();
const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const level = z.int().min(1).max(4);

/** Something that stands in a record, with the record: what a verdict rests on. */
const excerpt = z.strictObject({
  fingerprint: z.string(),
  rule: z.string(),
  title: z.string().describe('Of the rule'),
  severity: z.string(),
  record: z.strictObject({
    type: z.enum(['lead', 'deal']),
    id: z.string(),
    name: z.string().nullable(),
    url: z.string().nullable(),
  }),
  message: z.string(),
  quotes: z.array(
    z.strictObject({ field: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  ),
});

/** Who a certificate is about. */
const subject = z.strictObject({
  rep: z.strictObject({ id: z.string().nullable(), name: z.string().nullable(), email: z.string().nullable() }),
  role: z.string().nullable().describe('What people: roles says; null: held to every criterion'),
  manager: z.string().nullable(),
});

/** What was decided, by whom, and for how long. */
const decision = z.strictObject({
  certification: z.strictObject({ id: z.string(), title: z.string() }),
  verdict: z.enum(certificationVerdicts),
  total: count,
  outOf: count,
  threshold: count,
  floor: level,
  marks: z.array(z.enum(['borderline', 'exception-scenario', 'waiver-reliance'])),
  reasons: z.array(
    z.strictObject({
      kind: z.string(),
      criterion: z.string().nullable(),
      level: level.nullable(),
      message: z.string(),
      rules: z.array(z.strictObject({ rule: z.string(), records: count })),
    }),
  ),
  evaluator: z.string(),
  isEvaluatorKnown: z.boolean().describe('Whether the source has a person of that name, address or id'),
  asOf: instant,
  validUntil: day.nullable().describe('The last day on which it holds; null: nothing was certified'),
  score: z.number().nullable(),
});

/** One criterion: the standard, the bands, and where the records stand. */
const criterion = z.strictObject({
  id: z.string(),
  title: z.string(),
  standard: z.string(),
  counts: z.boolean().describe('false: not asked of this role where there is too little of it'),
  level: level.nullable(),
  basis: z
    .enum(['records', ...evaluationKinds])
    .nullable()
    .describe('What the level rests on'),
  passRate: share.nullable(),
  interval: z.tuple([share, share]).nullable(),
  applicable: count,
  evaluable: count,
  failed: count,
  warned: count,
  waived: count,
  cappedBy: z.string().nullable(),
  missing: z.string().nullable(),
  evidence: z.array(excerpt).describe('The gravest findings that count'),
});

const evaluation = z.strictObject({
  entry: hash.describe('Of the entry in the ledger'),
  kind: z.enum(evaluationKinds),
  criterion: z.string(),
  level,
  quote: z.string(),
  evaluator: z.string(),
  date: day,
  expires: day,
});

const waiver = z.strictObject({
  id: z.string(),
  reason: z.string(),
  text: z.string(),
  approver: z.string(),
  until: day,
  findings: count.describe('Of this rep and this certification'),
});

const appeal = z.strictObject({
  fingerprint: z.string(),
  rule: z.string(),
  status: z.enum(['open', 'upheld', 'overturned']),
  reason: z.string(),
  ruledBy: z.string().nullable(),
  ruling: z.string().nullable(),
});

/** What the decision relies on beside records. */
const reliance = z.strictObject({
  evaluations: z.array(evaluation),
  waivers: z.array(waiver),
  appeals: z.array(appeal),
});

const step = excerpt.extend({ fix: z.string(), points: z.number() });

const remediation = z.strictObject({
  feedback: z.array(
    z.strictObject({ criterion: z.string(), level: level.nullable(), words: z.string(), evidence: z.array(excerpt) }),
  ),
  coachingBy: day,
  recertifyBy: day,
  path: z.array(step),
  pathTo: z.enum(['certified', 'provisional']).nullable(),
  isPathExact: z.boolean(),
  practice: z.array(z.string()).describe('Prompts from weak records, names and amounts removed'),
});

const reinforcement = z.strictObject({
  coach: z.string(),
  sessions: z.array(
    z.strictObject({
      on: day,
      criterion: z.string(),
      line: z.string().describe('Of the rubric'),
      records: z.array(z.strictObject({ type: z.enum(['lead', 'deal']), id: z.string(), name: z.string().nullable() })),
    }),
  ),
});

/** What comes next. */
const plan = z.strictObject({
  remediation: remediation.nullable().describe('null: nothing to mend'),
  reinforcement,
});

const stratum = z.strictObject({
  type: z.enum(['lead', 'deal']),
  stratum: z.string().nullable(),
  records: count,
  judged: count,
});

/** What was looked at. */
const evidence = z.strictObject({
  source: z.strictObject({ kind: z.string(), label: z.string(), complete: z.boolean() }),
  records: z.strictObject({ lead: count, deal: count }),
  strata: z.array(stratum),
  missingStrata: z.array(z.string()),
  sample: z.strictObject({ size: count, seed: z.int() }).nullable(),
  gaps: z.array(z.strictObject({ what: z.string(), reason: z.string() })),
  scenarios: z.array(z.strictObject({ id: z.string(), observed: count, passed: count })),
  run: z.string().describe('Id of the audit'),
  hash: hash.describe('Of the evidence: every record as it was judged, and the files that decided'),
});

/** What was held against it. */
const standards = z.strictObject({
  rubric: z.strictObject({ id: z.string(), version: z.string(), hash, reviewBy: z.string() }),
  bands: z.strictObject({ 4: share, 3: share, 2: share }),
  packs: z.array(z.strictObject({ id: z.string(), version: z.string(), hash })),
  configHash: hash,
  dataHash: hash,
  tool: z.string(),
});

/** What a certificate shows, part by part: each has a hash of its own, so that what was changed can be named. */
export const contentSchema = z.strictObject({
  subject,
  decision,
  criteria: z.array(criterion),
  reliance,
  plan,
  evidence,
  standards,
});

/** The entry of the ledger that records the decision, and the signature over all of it. */
export const certificateSchema = z.strictObject({
  format: z.literal('threadcount-certificate'),
  version: z.literal(1),
  id: z.string().regex(/^TC-[0-9A-F]{12}$/),
  content: contentSchema,
  parts: z.strictObject({
    subject: hash,
    decision: hash,
    criteria: hash,
    reliance: hash,
    plan: hash,
    evidence: hash,
    standards: hash,
  }),
  ledger: z.strictObject({
    seq: z.int().positive(),
    at: instant.describe('When it was recorded: the day of issue'),
    rep: z.string(),
    previous: hash,
    hash,
  }),
  signature: z
    .strictObject({
      algorithm: z.literal('Ed25519'),
      key: hash.describe('Fingerprint of the public key: sha256 of its SPKI form'),
      publicKey: z.string().describe('SPKI, base64'),
      value: z.string().describe('Base64, over everything above'),
    })
    .nullable()
    .describe('null: not signed'),
});

export type CertificateContent = Readonly<z.infer<typeof contentSchema>>;
export type CertificatePart = keyof CertificateContent;
export type Certificate = Readonly<z.infer<typeof certificateSchema>>;
export type Excerpt = Readonly<z.infer<typeof excerpt>>;
export type CertifiedCriterion = Readonly<z.infer<typeof criterion>>;
export type Remediation = Readonly<z.infer<typeof remediation>>;
export type Reinforcement = Readonly<z.infer<typeof reinforcement>>;

/** How to check it: printed at the foot of every certificate. */
export const verificationLine = ({ id, ledger, signature }: Certificate): string =>
  `${id} · ledger entry ${ledger.seq} ${ledger.hash} · ${
    signature === null ? 'not signed' : `signed by ${signature.key}`
  } · check the JSON form with: threadcount verify CERTIFICATE.json`;

/** JSON Schema of a certificate, for docs/schemas. */
export const certificateJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'a certificate',
  ...z.toJSONSchema(certificateSchema, { target: 'draft-2020-12', io: 'input' }),
});
