import * as z from 'zod';
import { expression, text } from './terms.ts';

/** Ids of HubSpot are numbers, which nobody puts in quotes. */
const name = z.union([text, z.int()]).transform(String);

const ways = ['when', 'rep', 'records'] as const;

/** Records that are not judged, and why: by a condition, by owner, or one by one. */
const exclusion = z
  .strictObject({
    when: expression.optional().describe('Holds on the records that are left out, such as test records'),
    rep: name.optional().describe('The owner of the records that are left out: e-mail, name or id'),
    records: z.array(name).min(1).optional().describe('Ids of leads and deals'),
    reason: text.describe('Reports count what is left out under this'),
  })
  .superRefine((written, context) => {
    if (ways.filter((way) => written[way] !== undefined).length === 1) return;
    context.addIssue({ code: 'custom', message: 'says one of when, rep and records', input: written });
  });

/** scope.yaml, or `scope:` of threadcount.yaml: whom an audit is for where no option says so, and what it leaves out. */
export const scopeSchema = z.strictObject({
  reps: z.array(name).optional().describe('E-mail addresses, names or ids; --rep and --team take their place'),
  teams: z.array(name).optional().describe('Managers: everyone below them'),
  exclude: z.array(exclusion).optional(),
});

export type WrittenScope = z.output<typeof scopeSchema>;
