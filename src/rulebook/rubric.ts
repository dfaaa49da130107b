import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Problem } from '../lib/errors.ts';
import { validate } from '../lib/validate.ts';
import { parseYaml } from '../lib/yaml.ts';
import { recordTypes } from '../model/records.ts';
import type { Criterion, Rubric } from '../model/rubric.ts';
import { checkRoles, programFields, programOf } from './rubric-program.ts';

const share = z.number().min(0).max(1);
const level = z.int().min(1).max(4);
const text = z.string().min(1);
const ruleId = z.string().regex(/^[a-z][a-z0-9-]*(\/[a-z0-9-]+)+$/, 'a rule id such as status/stale-lead');
const rulePattern = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\/[a-z0-9-]+)*\/(\*|[a-z0-9-]+)$/, 'a rule id, or an area such as status/*');
const recordType = z.enum(recordTypes);
const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item)]);

const criterion = z.strictObject({
  title: text,
  standard: text.describe('What meets the standard, in one sentence'),
  rules: oneOrMore(rulePattern).optional().describe('Rules, or whole areas, that are the evidence'),
  on: oneOrMore(recordType).optional().describe('Record types that count; all by default'),
  core: oneOrMore(ruleId)
    .optional()
    .describe('A record on which one of these is not evaluable, and which fails nothing, is not evaluable'),
  written: z.boolean().optional().describe('Scored by a person on a written scenario, not from records'),
  weight: z.number().positive().max(100).optional().describe('In the score; 1 by default'),
});

const fields = z.strictObject({
  title: text,
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/, 'a version such as 1.0.0'),
  'review-by': z.iso.date('a date such as 2027-02-15'),
  changed: z.iso.date('a date such as 2026-11-22').optional().describe('When its content last changed'),
  validity: z
    .string()
    .regex(/^[1-9]\d{0,3} (day|week|month|year)s?$/, 'a span such as 12 months')
    .describe('How long a certificate holds'),
  threshold: z.int().positive().describe('Sum of levels that certifies'),
  floor: level.describe('No criterion may be below this level'),
  bands: z
    .strictObject({ '4': share, '3': share, '2': share })
    .describe('Lowest pass rate of each level; below the last is level 1'),
  'minimum-records': z.int().positive().describe('Applicable records that a criterion needs'),
  'minimum-evaluability': share.describe('Evaluable share of its applicable records that a criterion needs'),
  'maximum-waived': share.describe('With a larger share of its records waived a criterion has no level'),
  caps: z
    .strictObject({ level, 'severe-level': level, records: z.int().positive(), share })
    .describe('A failing critical check caps at `level`; `records` of them over `share` cap at `severe-level`'),
  ...programFields,
  criteria: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'a name such as next-steps'), criterion),
});

type Fields = z.output<typeof fields>;
type CriterionFields = z.output<typeof criterion>;
type Complain = (message: string, ...path: readonly string[]) => void;

const listed = <T extends string>(given: T | readonly T[] | undefined): readonly T[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given;

function checkCriterion(id: string, { rules, core, written, on }: CriterionFields, complain: Complain): void {
  const at = (key: string): readonly string[] => ['criteria', id, key];
  if (written && rules !== undefined) complain('a written criterion is not judged by rules', ...at('rules'));
  if (!written && listed(rules).length === 0) complain('a criterion needs rules, or `written: true`', 'criteria', id);
  if (on !== undefined && listed(on).length === 0) complain('a criterion needs a record type', ...at('on'));
  const isEvidence = (rule: string): boolean =>
    listed(rules).some((pattern) => pattern === rule || pattern === `${rule.slice(0, rule.lastIndexOf('/'))}/*`);
  for (const rule of listed(core))
    if (!isEvidence(rule)) complain(`core rule ${rule} is not among the rules of the criterion`, ...at('core'));
}

function checkRubric(rubric: Fields, complain: Complain): void {
  const { criteria, bands, threshold, caps } = rubric;
  const most = 4 * Object.keys(criteria).length;
  if (threshold > most) complain(`no rep can reach ${threshold}: the levels add up to ${most} at most`, 'threshold');
  if (bands[4] <= bands[3] || bands[3] <= bands[2]) complain('a higher level needs a higher pass rate', 'bands');
  if (caps['severe-level'] > caps.level) complain('severe-level cannot be above level', 'caps', 'severe-level');
  for (const [id, one] of Object.entries(criteria)) checkCriterion(id, one, complain);
  checkRoles(rubric, Object.keys(criteria), complain);
}

/** A rubric file, `rules/rubrics/<id>.yaml`: a certification's criteria and every number of the decision. */
const rubricSchema = fields.superRefine((rubric, context) => {
  checkRubric(rubric, (message, ...path) => context.addIssue({ code: 'custom', message, path: [...path] }));
});

function criterionOf([id, given]: readonly [string, CriterionFields]): Criterion {
  return {
    id,
    title: given.title,
    standard: given.standard,
    rules: listed(given.rules),
    on: given.on === undefined ? recordTypes : listed(given.on),
    core: listed(given.core),
    isWritten: given.written ?? false,
    weight: given.weight ?? 1,
  };
}

function contentOf(id: string, given: Fields): Omit<Rubric, 'hash' | 'program'> {
  return {
    id,
    title: given.title,
    version: given.version,
    reviewBy: given['review-by'],
    criteria: Object.entries(given.criteria).map(criterionOf),
    bands: given.bands,
    threshold: given.threshold,
    floor: given.floor,
    minimumRecords: given['minimum-records'],
    minimumEvaluability: given['minimum-evaluability'],
    caps: {
      level: given.caps.level,
      severeLevel: given.caps['severe-level'],
      records: given.caps.records,
      share: given.caps.share,
    },
    maximumWaived: given['maximum-waived'],
    validity: given.validity,
  };
}

/**
 * Reads the text of a rubric file; its id is the name of the file. Returns the rubric, or every problem at its place.
 * The hash is taken over the content as read, so comments, line ends and the order of keys within an entry do not
 * change it.
 */
export function parseRubric(
  source: string,
  file: string,
): { readonly value: Rubric } | { readonly problems: readonly Problem[] } {
  const result = validate(rubricSchema, parseYaml(source, file));
  if ('problems' in result) return result;
  const id = (file.split(/[\\/]/).at(-1) ?? file).replace(/\.ya?ml$/, '');
  const content = contentOf(id, result.value);
  const { changed } = result.value;
  const program = programOf(result.value);
  const hash = createHash('sha256')
    .update(JSON.stringify({ ...content, program }))
    .digest('hex');
  return { value: { ...content, program, hash: `sha256:${hash}`, ...(changed && { changed }) } };
}
