import { z } from 'zod';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

export const measures = ['win-rate', 'second-stage', 'first-response', 'slipped'] as const;
export type Measure = (typeof measures)[number];

const group = z.strictObject({
  reps: count.describe('Different people behind the records'),
  total: count,
  count: count.nullable().describe('null: not shown, since there are too few records'),
  share: share.nullable(),
});

const measure = z.strictObject({
  measure: z.enum(measures),
  certified: group.describe('Records whose owner held the certificate at that moment'),
  others: group,
  difference: z.number().min(-1).max(1).nullable().describe('Of the shares, certified less others'),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('95 %, by Newcombe'),
  verdict: z.enum(['more', 'less', 'cannot-tell', 'too-few']),
  unknown: count.describe('Records left out, since it is not known what became of them'),
  words: z.string(),
});

/** What went with certificates: outcomes of certified and other reps, side by side. It says nothing of why. */
export const yieldSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asOf: z.iso.datetime(),
  from: z.iso.date(),
  to: z.iso.date(),
  minimum: count.describe('A group with fewer records is not shown'),
  certifications: z.array(z.strictObject({ certification: z.string(), measures: z.array(measure) })),
});

export type Yield = Readonly<z.infer<typeof yieldSchema>>;
export type MeasureRow = Yield['certifications'][number]['measures'][number];
