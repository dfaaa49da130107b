import { z } from 'zod';
import { certificationVerdicts, findingSchema } from './audit-result.ts';

/** What became of a finding between two runs. */
export const changeKinds = [
  'new',
  'fixed',
  'closed',
  'gone',
  'waived',
  'unwaived',
  'not-evaluable',
  'rule-changed',
  'reassigned',
  'standing',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What a score moved by, in the order in which one run is turned into the other. */
export const partKinds = ['rules', 'data-access', 'behavior', 'waivers', 'reassignment', 'deal-mix'] as const;
export type PartKind = (typeof partKinds)[number];

const count = z.int().nonnegative();
const percent = z.number().min(0).max(100);
const share = z.number().min(0).max(1);
const fromTo = <T extends z.ZodType>(of: T) => z.strictObject({ from: of, to: of });

const side = z.strictObject({
  run: z.string().nullable().describe('Of the stored run; null: a saved report'),
  asOf: z.iso.datetime(),
  score: percent.nullable(),
  reps: count,
  records: count,
});

const part = z.strictObject({
  kind: z.enum(partKinds),
  points: z.number().describe('Of the score, to one decimal: the parts add up to the whole exactly'),
  records: count.describe('Records that it rests on'),
});

const change = findingSchema
  .pick({ fingerprint: true, rule: true, area: true, severity: true, record: true, message: true })
  .extend({
    rep: z.string().describe('Id, else e-mail address, else name of the owner'),
    runs: count.nullable().describe('Stored runs in a row that have it, up to the later one; null: not looked up'),
    since: z.iso.datetime().nullable().describe('As-of of the first of those runs'),
  });

const changes = z.strictObject({
  new: z.array(change),
  fixed: z.array(change),
  closed: z.array(change).describe('The record left the scope'),
  gone: z.array(change).describe('Fixed, or the record left the scope: a saved report does not tell'),
  waived: z.array(change).describe('Waived, or overturned on appeal'),
  unwaived: z.array(change),
  'not-evaluable': z.array(change).describe('Cannot be told any more'),
  'rule-changed': z.array(change).describe('Came or went with a rule or a parameter'),
  reassigned: z.array(change).describe('Stands, and has another owner'),
  standing: z.array(change),
});

const counts = z.strictObject({
  new: count,
  fixed: count,
  closed: count,
  gone: count,
  waived: count,
  unwaived: count,
  'not-evaluable': count,
  'rule-changed': count,
  reassigned: count,
  standing: count,
});

const parts = z.array(part).nullable().describe('null: it cannot be split, for a reason that `unexplained` gives');

const rep = z.strictObject({
  key: z.string(),
  id: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  score: fromTo(percent.nullable()),
  parts,
  levels: z.array(z.strictObject({ certification: z.string(), area: z.string(), ...fromTo(z.int().nullable()).shape })),
  verdicts: z.array(
    z.strictObject({ certification: z.string(), ...fromTo(z.enum(certificationVerdicts).nullable()).shape }),
  ),
  changes,
});

const criterion = z.strictObject({
  certification: z.string(),
  area: z.string(),
  passRate: fromTo(share.nullable()).describe('Of all records of everyone'),
  counts,
});

/** What moved between two runs, and why. */
export const diffSchema = z.strictObject({
  schemaVersion: z.literal(1),
  from: side,
  to: side,
  scope: z.string().describe('What both were asked for; empty: everyone'),
  parts,
  unexplained: z.string().nullable().describe('Why the score cannot be split'),
  alsoChanged: z
    .array(z.string())
    .describe('Settings that changed and cannot be told from behavior: what they move is counted there'),
  counts,
  criteria: z.array(criterion),
  reps: z.array(rep),
});

export type Diff = Readonly<z.infer<typeof diffSchema>>;
export type RepDiff = Readonly<z.infer<typeof rep>>;
export type Changes = Readonly<z.infer<typeof changes>>;
export type ChangedFinding = Readonly<z.infer<typeof change>>;
export type ScorePart = Readonly<z.infer<typeof part>>;
export type CriterionDiff = Readonly<z.infer<typeof criterion>>;
