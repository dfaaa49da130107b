import { z } from 'zod';
import { confidences, severities } from './rule.ts';

const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** How levels and verdicts are reached: the rubric in force, whole. */
export const rubricSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  hash,
  reviewBy: z.string(),
  validity: z.string(),
  threshold: z.int(),
  outOf: z.int(),
  floor: z.int(),
  bands: z.strictObject({ 4: share, 3: share, 2: share }).describe('Lowest pass rate of each level'),
  minimumRecords: count,
  minimumEvaluability: share,
  maximumWaived: share,
  criteria: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      standard: z.string(),
      isWritten: z.boolean(),
      weight: z.number(),
      rules: z.array(z.string()).describe('Ids of rules or `area/*`'),
      on: z
        .array(z.enum(['lead', 'deal']))
        .default(['lead', 'deal'])
        .describe('Record types that count'),
      core: z.array(z.string()),
    }),
  ),
});

/** A rule in force: what it looks for, and where its default comes from. */
export const ruleSchema = z.strictObject({
  id: z.string(),
  area: z.string(),
  title: z.string(),
  on: z.array(z.enum(['lead', 'deal'])),
  severity: z.enum(severities).describe('The gravest that a failure can be'),
  fix: z.string(),
  minutes: z.int().default(10).describe('About how long it takes to mend one record'),
  isLasting: z.boolean().default(false).describe('It finds what has happened: no fix undoes it'),
  params: z.record(z.string(), z.unknown()).describe('As written, settings of the team included'),
  source: z.strictObject({ claim: z.string(), from: z.string(), confidence: z.enum(confidences) }),
});

export type RubricInForce = Readonly<z.infer<typeof rubricSchema>>;
export type RuleInForce = Readonly<z.infer<typeof ruleSchema>>;
