import { z } from 'zod';
import { somebodySchema } from './recertification.ts';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

export const quadrants = ['confident-able', 'able-unsure', 'confident-not-able', 'neither', 'not-measured'] as const;
export type Quadrant = (typeof quadrants)[number];

const answer = z.strictObject({
  criterion: z.string(),
  confidence: z.int().min(1).max(5),
  date: z.iso.date(),
  level: z.int().min(1).max(4).nullable(),
  quadrant: z.enum(quadrants),
});

const avoided = z.strictObject({
  kind: z.string().describe('Of leads or deals: a status, a stage, a source'),
  untouched: count,
  records: count,
  othersUntouched: count,
  others: count,
  difference: z.number(),
  interval: z.tuple([z.number(), z.number()]),
});

const week = z.strictObject({ week: count, scenario: z.string(), prompt: z.string() });

/** One rep's own page: what they feel, what the records show, what they leave alone, and what to practice. */
const ownPage = z.strictObject({
  rep: somebodySchema,
  answers: z.array(answer),
  avoided: z.array(avoided),
  practice: z.strictObject({
    sessions: count.describe('Within the time that the program asks for, else of the last 30 days'),
    minimum: count.nullable().describe('null: the program asks for none'),
    isEligible: z.boolean().describe('Whether there is enough practice to be assessed'),
  }),
  scenarios: z.array(z.strictObject({ id: z.string(), observed: count, passed: count, rate: share.nullable() })),
  path: z.array(week),
});

const together = z.strictObject({
  criterion: z.string(),
  answers: count,
  quadrants: z.record(z.enum(quadrants), count).nullable().describe('null: too few people to be shown'),
});

/** Confidence against evidence. Single answers stand on the page of their own rep alone. */
export const confidenceSchema = z.strictObject({
  schemaVersion: z.literal(1),
  run: z.string(),
  asOf: z.iso.datetime(),
  minimum: count.describe('Fewer people than this are not shown together'),
  together: z.array(together),
  reps: z.array(ownPage).describe('Only whoever was asked for with --rep'),
});

export type Confidence = Readonly<z.infer<typeof confidenceSchema>>;
export type OwnPage = Confidence['reps'][number];
export type Avoided = OwnPage['avoided'][number];
