import { z } from 'zod';

const count = z.int().nonnegative();
const level = z.int().min(1).max(4);

const criterion = z.strictObject({
  criterion: z.string(),
  pairs: count.describe('Records that both have scored'),
  exact: z.number().min(0).max(1).nullable().describe('Share of pairs with the same level'),
  meanGap: z.number().nullable().describe('Mean of the first level less the second: below 0, the first is stricter'),
  kappa: z.number().nullable().describe('Quadratic-weighted; null: no pairs, or one level throughout'),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('95 %, of kappa'),
  apart: count.describe('Pairs more than one point apart'),
});

const pair = z.strictObject({
  criterion: z.string(),
  record: z.strictObject({ type: z.enum(['lead', 'deal']), id: z.string(), name: z.string().nullable() }),
  levels: z.tuple([level, level]),
  notes: z.tuple([z.string().nullable(), z.string().nullable()]),
});

/** Two evaluators on the same records, criterion by criterion. */
export const calibrationResultSchema = z.strictObject({
  schemaVersion: z.literal(1),
  certification: z.string(),
  evaluators: z.tuple([z.string(), z.string()]),
  records: count,
  criteria: z.array(criterion),
  apart: z.array(pair).describe('Every pair more than one point apart'),
  clarify: z
    .array(z.strictObject({ criterion: z.string(), standard: z.string(), pairs: count }))
    .describe('Lines of the rubric that are read in two ways'),
});

export type Calibration = Readonly<z.infer<typeof calibrationResultSchema>>;
export type CalibrationRow = Calibration['criteria'][number];
export type PairApart = Calibration['apart'][number];
