import { z } from 'zod';

const count = z.int().nonnegative();

const side = z.strictObject({ deals: count, lost: count, lossRate: z.number().min(0).max(1).nullable() });

const comparison = z.strictObject({
  flagged: side.describe('Deals on which the rule failed'),
  unflagged: side.describe('Deals that it was judged on and never failed on'),
  lift: z.number().nullable().describe('How many times as often flagged deals were lost as the others'),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('95 %, of the lift'),
  difference: z.number().nullable().describe('Of the loss rates, flagged less others'),
  differenceInterval: z.tuple([z.number(), z.number()]).nullable(),
  verdict: z.enum(['lost-more', 'lost-less', 'cannot-tell', 'too-few']),
});

const ruleRow = z.strictObject({
  rule: z.string(),
  title: z.string(),
  all: comparison.describe('Each deal once: flagged where the rule failed at the entry to any stage'),
  stages: z.array(comparison.extend({ stage: z.string() })).describe('In the order of the process'),
  notEvaluable: count.describe('Closed deals on which it could never be evaluated'),
});

/** How deals ended that a rule would have flagged as they came into a stage, beside the others. */
export const backtestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asOf: z.iso.datetime(),
  minimum: count.describe('Deals that each side needs before anything is said'),
  deals: count.describe('Deals that are closed and were judged'),
  won: count,
  rules: z.array(ruleRow),
  notJudged: z.array(z.string()).describe('Rules of leads, and rules that hold records against one another'),
});

export type Backtest = Readonly<z.infer<typeof backtestSchema>>;
export type Comparison = Readonly<z.infer<typeof comparison>>;
export type BacktestRow = Backtest['rules'][number];

const proposal = z.strictObject({
  rule: z.string(),
  param: z.string(),
  present: z.string(),
  proposed: z.string(),
  presentComparison: comparison,
  comparison,
  tried: count.describe('Values that were tried, the present one included'),
});

/** Values of parameters that would have told lost deals from won ones better. */
export const thresholdsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  asOf: z.iso.datetime(),
  minimum: count,
  deals: count,
  proposals: z.array(proposal),
  kept: count.describe('Parameters for which history shows nothing better'),
  patch: z.string().describe('The proposals as they would stand in threadcount.yaml'),
});

export type Thresholds = Readonly<z.infer<typeof thresholdsSchema>>;
export type Proposal = Thresholds['proposals'][number];
