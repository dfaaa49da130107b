import * as z from 'zod';
import { recordTypes } from '../model/records.ts';
import { date, text, textLike } from './terms.ts';

const ruleId = textLike(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'the id of a rule, such as notes/thin');

/** Ids of HubSpot are numbers, which nobody puts in quotes. */
const name = z.union([text, z.int()]).transform(String);

/** What a waiver is for: exactly one of finding, record or rule; a rule may stand beside a record, a rep beside a rule. */
const waiver = z
  .strictObject({
    id: textLike(/^[\w.-]{1,60}$/, 'letters, digits, dots and hyphens')
      .optional()
      .describe('Names the waiver in reports; made from what it is for where it is left out'),
    finding: textLike(/^[0-9a-f]{20}$/, 'the fingerprint of a finding: 20 hexadecimal digits, in quotes')
      .optional()
      .describe('Fingerprint of one finding, as reports show it'),
    record: z
      .strictObject({ type: z.enum(recordTypes), id: name })
      .optional()
      .describe('One lead or deal'),
    rule: ruleId.optional().describe('One rule, on the record if one is named, else wherever it fails'),
    rep: name.optional().describe('Only on records of this rep: e-mail, name or id; beside a rule alone'),
    reason: text.describe('A code: one of the list in the defaults, or of waivers: { reasons: … } in threadcount.yaml'),
    text: text.describe('Why, in words'),
    approver: name.describe('Who answers for it, and is not the rep: e-mail, name or id'),
    from: date.describe('The first day in force'),
    until: date.describe('The last day in force'),
  })
  .superRefine(({ finding, record, rule, rep, from, until }, context) => {
    const complain = (message: string, key: string): void =>
      context.addIssue({ code: 'custom', message, path: [key], input: undefined });
    if (finding === undefined && record === undefined && rule === undefined)
      context.addIssue({ code: 'custom', message: 'names nothing to waive: finding, record or rule' });
    if (finding !== undefined && record !== undefined) complain('a finding or a record, not both', 'record');
    if (finding !== undefined && rule !== undefined) complain('a finding has its rule already', 'rule');
    if (rep !== undefined && (finding !== undefined || record !== undefined))
      complain('a rep stands beside a rule alone: a finding or a record has its owner already', 'rep');
    if (until < from) complain('it ends before it begins', 'until');
  });

const list = z.array(waiver).nullable();

/** waivers.yaml: the list, or a mapping that holds it. */
export const waiversSchema = z.union([list, z.strictObject({ waivers: list })]);

export type WrittenWaiver = z.output<typeof waiver>;
export type WrittenWaivers = z.output<typeof waiversSchema>;

/** `waivers:` of threadcount.yaml: the path of the file, or a mapping with what may stand in it. */
export const waiverPolicySchema = z.union([
  z.string('a path').min(1, 'a path'),
  z.strictObject({
    file: z.string('a path').min(1, 'a path').optional(),
    maximum: textLike(/^\d{1,4}[dw]$/, 'a number of days or weeks such as 90d')
      .optional()
      .describe('The longest term of a waiver'),
    reasons: z
      .array(textLike(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a code such as legal-hold'))
      .optional()
      .describe('Codes of reasons beside those of the defaults'),
  }),
]);
