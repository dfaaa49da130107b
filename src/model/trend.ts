import { z } from 'zod';

const value = z.number().nullable().describe('null: nothing was stored, or nothing could be told');

const series = z.strictObject({
  of: z.enum(['everyone', 'team', 'rep', 'criterion']),
  id: z.string(),
  name: z.string(),
  manager: z.string().nullable().describe('Of a rep: the id of the manager'),
  values: z.array(value).describe('One for each period'),
});

const period = z.strictObject({
  from: z.iso.date().describe('Its first day'),
  run: z.string().nullable().describe('The last run stored in it; null: a gap'),
  asOf: z.iso.datetime().nullable(),
});

/** Scores and pass rates over the stored runs of one scope. */
export const trendSchema = z.strictObject({
  schemaVersion: z.literal(1),
  scope: z.string().describe('What the runs were asked for; empty: everyone'),
  every: z.enum(['day', 'week', 'month']),
  periods: z.array(period).describe('In order and without holes: a period without a run is a gap'),
  series: z
    .array(series)
    .describe(
      'Scores 0-100 of everyone, teams and reps; pass rates 0-100 of criteria. A team has the mean of its reps',
    ),
});

export type Trend = Readonly<z.infer<typeof trendSchema>>;
export type TrendSeries = Readonly<z.infer<typeof series>>;
export type TrendPeriod = Readonly<z.infer<typeof period>>;
