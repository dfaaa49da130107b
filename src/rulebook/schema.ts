import { z } from 'zod';
import { parseDuration } from '../lib/duration.ts';
import { parts } from '../model/dataset.ts';
import { recordTypes } from '../model/records.ts';
import { confidences, scenarioIds, severities } from '../model/rule.ts';

const expression = z.string('an expression').min(1, 'an expression');
const sentence = z.string('text').min(1, 'text');
const ruleId = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, 'a rule id such as status/stale-lead');

/** A parameter: a duration (`10d`, `2bd`), a number, true or false, a text, or a list of texts. */
export const parameterSchema = z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]);
export type Parameter = z.infer<typeof parameterSchema>;

const severity = z.enum(severities);

/** One severity, or a list of which the first whose condition holds counts. */
const severitySchema = z.union([
  severity,
  z.array(z.strictObject({ when: expression.optional(), is: severity })).min(1),
]);

const row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));

/** A record that a rule is tried on: laid over an open, owned record of which nothing else is known. */
const exampleSchema = z.strictObject({
  name: sentence,
  expect: z.enum(['pass', 'fail', 'not-evaluable', 'not-applicable']),
  on: z
    .enum(recordTypes)
    .optional()
    .describe('Which kind of record; by default the first of the rule that has the fields of the example'),
  record: row.default({}),
  activities: z.array(row).default([]),
  history: z.array(row).default([]),
  contacts: z.array(row).default([]),
  contactRoles: z.array(row).default([]),
  people: z.array(row).default([]),
  leads: z.array(row).default([]).describe('Other leads: open, and of the same owner, unless they say otherwise'),
  deals: z.array(row).default([]).describe('Other deals, in the same way'),
  routes: z
    .array(
      z.strictObject({
        name: z.string(),
        when: expression,
        owner: z.string(),
        from: z.iso.date().optional(),
        until: z.iso.date().optional(),
      }),
    )
    .default([]),
  without: z.array(z.enum(parts)).default([]).describe('What the CRM cannot show in this example'),
  params: z.record(z.string(), parameterSchema).default({}),
  asOf: z.string().optional(),
});
export type Example = z.infer<typeof exampleSchema>;

/** Parameters by name, with their defaults. */
export const parametersSchema = z
  .record(z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'a name such as limit or perDay'), parameterSchema)
  .default({});

/** A rule file, `rules/<area>/<name>.yaml`. */
export const ruleSchema = z.strictObject({
  title: sentence,
  on: z.array(z.enum(recordTypes)).min(1),
  severity: severitySchema,
  when: expression.optional(),
  expect: expression,
  params: parametersSchema,
  message: sentence,
  fix: sentence,
  evidence: z
    .array(z.string())
    .optional()
    .describe('Names quoted with a finding; those that `expect` reads by default'),
  inherited: z
    .enum(['held-out', 'judged'])
    .default('held-out')
    .describe('Whether it is judged on a record that its owner has just got: `judged` where it speaks of them alone'),
  lasting: z
    .boolean()
    .default(false)
    .describe('What it finds has happened, and nothing that is done to the record now undoes it'),
  minutes: z.int().min(1).max(480).default(10).describe('About how long it takes to mend one record'),
  scenarios: z.array(z.enum(scenarioIds)).default([]),
  supersedes: z.array(ruleId).default([]),
  source: z.strictObject({ claim: sentence, from: sentence, confidence: z.enum(confidences) }),
  'review-by': z.iso.date('a date such as 2027-02-15').optional(),
  examples: z.array(exampleSchema).default([]),
});
export type RuleFile = z.infer<typeof ruleSchema>;

/** pack.yaml: which areas of a folder of rules make a pack. */
export const packSchema = z.strictObject({
  packs: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, 'a pack id such as threadcount/hygiene'),
        version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a version such as 1.0.0'),
        'review-by': z.iso.date('a date such as 2027-02-15'),
        areas: z.array(z.string()).min(1),
      }),
    )
    .min(1),
});

/** Whether a parameter is meant as a duration: `10d`, not `10 deals`. */
export function isDurationText(value: Parameter): value is string {
  return typeof value === 'string' && !('message' in parseDuration(value));
}
