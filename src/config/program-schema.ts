import * as z from 'zod';
import { date, duration, text } from './terms.ts';

const points = z.number('points of 100').gt(0, 'points of 100, above 0').max(100, 'points of 100');
const atLeastOne = z.int('a whole number, from 1').min(1, 'a whole number, from 1');

/** Days of a file may be left open on one side; they must not end before they begin. */
const inOrder = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): boolean =>
  from === undefined || to === undefined || from <= to;

const winRate = z.strictObject({
  drop: points.default(10),
  days: atLeastOne.default(30),
  baseline: atLeastOne.default(90),
  minimum: atLeastOne.default(10),
});

const off = z.literal('off');

/** Each clock beside the calendar; `off` stops it. */
const recertification = z.strictObject({
  snapshots: z.union([off, atLeastOne]).default(2),
  'win-rate': z.union([off, winRate]).default({ drop: 10, days: 30, baseline: 90, minimum: 10 }),
  leave: z.union([off, duration]).default('4w'),
  versions: z.enum(['on', 'off']).default('on'),
  routing: z.enum(['on', 'off']).default('on'),
});

const pivot = z.strictObject({
  date,
  kind: z.enum(['icp', 'product']),
  what: text,
  certifications: z.array(text).min(1).optional(),
});

const territory = z.strictObject({ rep: text, date, what: text });

const accelerator = z
  .strictObject({
    name: text,
    certification: text,
    engaged: atLeastOne.default(3),
    rate: z.number('a share such as 0.02').gt(0, 'a share above 0').max(1, 'a share of at most 1'),
    'minimum-amount': z.number('an amount').nonnegative('an amount').optional(),
    from: date.optional(),
    to: date.optional(),
  })
  .refine(inOrder, { error: 'the accelerator ends before it begins', path: ['to'] });

type Dated = { readonly name: string; readonly from?: string | undefined; readonly to?: string | undefined };

const overlap = (a: Dated, b: Dated): boolean =>
  (a.from ?? '') <= (b.to ?? '9999') && (b.from ?? '') <= (a.to ?? '9999');

/** One accelerator may change from period to period, and has one rate on any day. */
function neverTwiceAtOnce(list: readonly Dated[], context: z.core.$RefinementCtx<readonly Dated[]>): void {
  for (const [i, one] of list.entries()) {
    const before = list.slice(0, i).find((other) => other.name === one.name && overlap(other, one));
    if (before !== undefined)
      context.addIssue({
        code: 'custom',
        message: `"${one.name}" holds twice on some days: its dates overlap with those above`,
        path: [i, one.from === undefined ? 'name' : 'from'],
        input: list,
      });
  }
}

const practice = z.strictObject({
  minimum: atLeastOne,
  within: duration.default('30d'),
});

/** program.yaml: what recertification, accelerators and practice go by. */
export const programSchema = z.strictObject({
  recertification: recertification.default(() => recertification.parse({})),
  pivots: z.array(pivot).default([]),
  territories: z.array(territory).default([]),
  accelerators: z.array(accelerator).superRefine(neverTwiceAtOnce).default([]),
  practice: practice.optional(),
});

const confidence = z
  .int('a whole number from 1 (not at all) to 5 (fully)')
  .min(1, 'a whole number from 1 (not at all) to 5 (fully)')
  .max(5, 'a whole number from 1 (not at all) to 5 (fully)');

const answer = z.strictObject({ rep: text, criterion: text, confidence, date });

/** survey.yaml: how sure reps feel of themselves. The list, or a mapping that holds it. */
export const surveySchema = z.union([z.array(answer), z.strictObject({ survey: z.array(answer) })]);

const session = z.strictObject({
  rep: text,
  date,
  criterion: text,
  minutes: z.int('minutes').min(1, 'minutes, from 1').max(1440, 'minutes, at most a day').optional(),
  with: text.optional(),
  note: text.optional(),
});

/** practice.yaml: what was practiced. The list, or a mapping that holds it. */
export const practiceSchema = z.union([z.array(session), z.strictObject({ practice: z.array(session) })]);

const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

const scoredRecord = z.strictObject({
  record: z.strictObject({ type: z.enum(['lead', 'deal']), id: text, name: z.string().nullable() }),
  rep: z.strictObject({ id: z.string().nullable(), name: z.string().nullable(), email: z.string().nullable() }),
  levels: z.record(text, level.nullable()),
  note: z.string().optional(),
});

/** A calibration form: the same records, scored by one evaluator. A level that is left blank is not compared. */
export const calibrationSchema = z.strictObject({
  calibration: z.strictObject({
    certification: text,
    rubric: text,
    'as-of': text,
    seed: z.int(),
    size: z.int().min(1),
    evaluator: text,
  }),
  records: z.array(scoredRecord).min(1),
});

export type WrittenProgram = z.output<typeof programSchema>;
export type WrittenAnswer = z.output<typeof answer>;
export type WrittenSession = z.output<typeof session>;
export type WrittenForm = z.output<typeof calibrationSchema>;
