import * as z from 'zod';
import { SourceError } from '../lib/errors.ts';
import { type Evaluation, evaluationKinds } from '../model/evaluation.ts';
import type { Entry } from '../model/ledger.ts';

const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** What an entry of the kind `evaluation` holds. Of the answer it holds the quotes, and a hash that tells it again. */
export const evaluationBody = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.enum(evaluationKinds),
  certification: z.string(),
  rubric: z.strictObject({ version: z.string(), hash }),
  evaluator: z.string(),
  date: z.iso.date(),
  answer: hash,
  scores: z
    .array(
      z.strictObject({
        criterion: z.string(),
        level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
        quote: z.string(),
      }),
    )
    .min(1),
});

export type EvaluationBody = z.infer<typeof evaluationBody>;

/** Every evaluation of a ledger, in its order. */
export const evaluationsOf = (entries: readonly Entry[]): readonly Evaluation[] =>
  entries
    .filter(({ kind }) => kind === 'evaluation')
    .map(({ seq, hash: entry, rep, body }): Evaluation => {
      const read = evaluationBody.safeParse(body);
      if (!read.success)
        throw new SourceError({ message: `entry ${seq} of the ledger is no evaluation that this version knows` });
      const { kind, certification, evaluator, date, scores } = read.data;
      return { entry, kind, certification, rep, evaluator, date, scores };
    });
