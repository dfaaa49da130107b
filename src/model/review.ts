import { z } from 'zod';

const day = z.iso.date();

const standard = z.strictObject({
  kind: z.enum(['pack', 'rubric']),
  id: z.string(),
  version: z.string(),
  reviewBy: day.nullable(),
  daysLeft: z.int().nullable().describe('Until the day of review; below 0: overdue'),
  changed: day.nullable().describe('Of a rubric, the day of its last change'),
  isUnchangedForLong: z.boolean(),
  state: z.enum(['overdue', 'soon', 'current']),
});

const change = z.strictObject({
  between: z
    .tuple([day, day])
    .describe('The days of the runs before and after; of what no run has yet, the last run and today'),
  runs: z.tuple([z.string(), z.string().nullable()]),
  file: z.string(),
  what: z.enum(['changed', 'added', 'removed']),
});

/** What of the rules is due for review, and what has changed since. */
export const reviewSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asOf: z.iso.datetime(),
  standards: z.array(standard),
  pivots: z.array(
    z.strictObject({
      date: day,
      kind: z.string(),
      what: z.string(),
      outdates: z.array(z.string()).describe('Rubrics that have not changed since'),
    }),
  ),
  changes: z.array(change),
  runs: z.int().nonnegative(),
});

export type Review = Readonly<z.infer<typeof reviewSchema>>;
export type StandardRow = Review['standards'][number];
export type ChangeRow = Review['changes'][number];
