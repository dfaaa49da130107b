import { z } from 'zod';
import { certificationVerdicts, findingSchema } from './audit-result.ts';

const count = z.int().nonnegative();
const percent = z.number().min(0).max(100).nullable();
const verdict = z.enum(certificationVerdicts).nullable();

const side = z.strictObject({ run: z.string().describe('Of the stored run'), asOf: z.iso.datetime() });

const person = z.strictObject({
  id: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
});

const finding = findingSchema
  .pick({ fingerprint: true, rule: true, area: true, severity: true, record: true, message: true, fix: true })
  .extend({ why: z.enum(['new', 'unwaived', 'reassigned']).describe('New, counting again, or got with its record') });

const rep = z.strictObject({
  ...person.shape,
  kind: z.enum(['user', 'inactive-user', 'queue', 'none']),
  score: z.strictObject({ from: percent, to: percent }),
  new: z.array(finding).describe('What counts now and did not before, the worst first'),
  worse: z.array(
    z.discriminatedUnion('what', [
      z.strictObject({ what: z.literal('level'), area: z.string(), from: z.int(), to: z.int() }),
      z.strictObject({ what: z.literal('verdict'), certification: z.string(), from: verdict, to: verdict }),
    ]),
  ),
  fixed: count.describe('Findings of the run before that are mended'),
  standing: count.describe('Findings of the run before that still count: not told again'),
});

const message = z.strictObject({
  manager: person.nullable().describe('Whom it is for; null: owners of whom no manager is known'),
  reps: z.array(rep).describe('By name; those of whom there is nothing new to tell have empty lists'),
});

/** What each manager should hear of their own team since the run before, and of nobody else. */
export const digestSchema = z.strictObject({
  schemaVersion: z.literal(1),
  from: side.nullable().describe('The run before; null: there is none, and everything is new'),
  to: side,
  messages: z.array(message).describe('By name of the manager; without one last'),
});

export type Digest = Readonly<z.infer<typeof digestSchema>>;
export type DigestMessage = Readonly<z.infer<typeof message>>;
export type DigestRep = Readonly<z.infer<typeof rep>>;
export type DigestFinding = Readonly<z.infer<typeof finding>>;
