import * as z from 'zod';
import { parseDay } from '../lib/time.ts';
import { evaluationKinds } from './evaluation.ts';

const text = (what: string) =>
  z.string(what).refine((written) => written.trim() !== '', { error: `${what} is missing` });
const level = 'a level from 1 to 4';

const score = z.strictObject({
  criterion: text('the name of a criterion'),
  standard: z.string().optional().describe('For the evaluator to read; not counted'),
  level: z
    .int(level)
    .min(1, level)
    .max(4, level)
    .describe('1 not demonstrated, 2 partial, 3 meets the standard, 4 exceeds it'),
  quote: z
    .string('words of the answer')
    .refine((written) => written.trim() !== '', { error: 'the quote is empty: quote, do not summarize' })
    .describe('Words of the answer that show the level, copied to the letter'),
});

/** The form of an evaluation, as `scenario new` makes it and `scenario score` reads it. */
export const evaluationFormSchema = z.strictObject({
  form: z.literal('threadcount-evaluation'),
  version: z.literal(1),
  kind: z.enum(evaluationKinds).describe('A written scenario, or an exception that a manager leads through'),
  certification: text('the id of a certification'),
  rep: text('an e-mail address, a name or an id').describe('Whose answer it is'),
  evaluator: text('an e-mail address, a name or an id').describe('Who scores it, and is not the rep'),
  date: z
    .string('a date such as 2026-11-18')
    .refine((written) => parseDay(written) !== undefined, { error: 'a date such as 2026-11-18 is needed' })
    .describe('When it was answered and scored'),
  situation: z.array(z.string()).min(1).describe('What the rep was told, names and amounts disguised'),
  task: z.array(z.string()).default([]).describe('What the rep was asked'),
  answer: text('the answer').describe('Of the rep, word for word'),
  scores: z.array(score).min(1, 'at least one criterion'),
});

export type EvaluationForm = Readonly<z.infer<typeof evaluationFormSchema>>;

/** JSON Schema of the form, for editors and for docs/schemas. */
export const evaluationJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'the form of an evaluation',
  ...z.toJSONSchema(evaluationFormSchema, { target: 'draft-2020-12', io: 'input' }),
});
