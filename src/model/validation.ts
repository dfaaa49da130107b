import { z } from 'zod';
import { somebodySchema } from './recertification.ts';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

const window = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  runs: z.array(z.string()),
});

const side = z.strictObject({
  records: count.describe('Records that could be evaluated, each once, as it was judged last'),
  earned: z.number(),
  passRate: share.nullable(),
});

const criterion = z.strictObject({
  criterion: z.string(),
  before: side,
  after: side,
  difference: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('95 %, by Newcombe; the records partly overlap'),
  answer: z.enum(['transferred', 'not-transferred', 'too-little-data']),
  why: z.string(),
});

/** Whether what was certified shows in the field. */
export const validationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  rep: somebodySchema,
  certifications: z.array(
    z.strictObject({
      certification: z.string(),
      certificate: z.string(),
      decidedOn: z.iso.date(),
      before: window,
      after: window,
      isOver: z.boolean().describe('Whether the days after have all passed'),
      minimum: count,
      criteria: z.array(criterion),
    }),
  ),
});

export type Validation = Readonly<z.infer<typeof validationSchema>>;
export type ValidatedCertification = Validation['certifications'][number];
export type ValidatedCriterion = ValidatedCertification['criteria'][number];
