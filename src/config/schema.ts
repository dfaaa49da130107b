import * as z from 'zod';
import { readCalendarOptions } from '../facts/calendar-options.ts';
import { fieldsSchema, filesSchema } from './columns-schema.ts';
import { foldLabel } from './labels.ts';
import { scopeSchema } from './scope-schema.ts';
import { storeSchema } from './store-address.ts';
import {
  date,
  duration,
  expression,
  filePath,
  leadCategory,
  noneTwice,
  severity,
  stageGroup,
  text,
  textLike,
} from './terms.ts';
import { trustedKeysSchema } from './trusted-keys-schema.ts';
import { waiverPolicySchema } from './waivers-schema.ts';

const source = z.union([
  text,
  z.strictObject({
    salesforce: z.strictObject({
      // It reaches a command line, so it is kept to harmless characters.
      'target-org': textLike(/^\w[\w.@+-]*$/, 'an alias or user name of the Salesforce CLI').optional(),
      'api-version': textLike(/^\d{2}\.0$/, 'an API version in quotes, such as "66.0"').optional(),
      'note-bodies': z.boolean().optional(),
    }),
  }),
  z.strictObject({
    hubspot: z.strictObject({
      leads: z.enum(['auto', 'object', 'contacts']).optional(),
      // Dates are only tried in emulation so far.
      api: z.enum(['v3', '2026-03', '2026-09']).optional(),
    }),
  }),
]);

/** What zones, days and hours may be called is known to the business calendar. */
function inCalendar<S extends z.ZodType<string | string[]>>(schema: S, key: 'timezone' | 'days' | 'hours') {
  return schema.superRefine((written, context) => {
    const read = readCalendarOptions({ [key]: written });
    if (!('problems' in read)) return;
    for (const { message, path, hint } of read.problems)
      context.addIssue({ code: 'custom', message, path: path.slice(1), params: { hint } });
  });
}

const calendar = z.strictObject({
  timezone: inCalendar(text, 'timezone').optional(),
  days: inCalendar(z.union([text, z.array(text)]), 'days').optional(),
  hours: inCalendar(text, 'hours').optional(),
  holidays: z.array(date).optional(),
  'fiscal-year-starts': z.number().int().min(1).max(12).optional(),
});

const currencyCode = textLike(/^[A-Z]{3}$/, 'a currency code such as USD');

const currency = z.strictObject({
  report: currencyCode,
  rates: z.record(currencyCode, z.number().positive()).default({}),
});

/** One stage of the sales process; `exit` must hold when a deal leaves it. */
const stageSchema = z.strictObject({
  name: text,
  group: stageGroup,
  exit: z.array(expression).optional(),
});

const severityChoice = z.strictObject({ when: expression.optional(), is: severity });

const ruleSetting = z.union([
  z.literal('off'),
  z.strictObject({
    params: z.record(z.string(), z.unknown()).optional(),
    severity: z.union([severity, z.array(severityChoice).min(1)]).optional(),
  }),
]);

const ruleSettings = z.record(text, ruleSetting);

/** More stages than any sales process has: they are compared with one another. */
const stages = z.array(stageSchema).min(1).max(200).superRefine(noneTwice('stage', foldLabel));

const domain = textLike(/^[^\s@/:.]+(\.[^\s@/:.]+)+$/, 'a domain such as seller.example');

const textSettings = z.strictObject({ 'date-order': z.enum(['mdy', 'dmy']) });

/** threadcount.yaml, as written. Rule ids, pack names and expressions are checked by the rulebook that knows them. */
export const configSchema = z.strictObject({
  source: source.optional(),
  calendar: calendar.optional(),
  text: textSettings.optional(),
  currency: currency.optional(),
  files: filesSchema.default({}),
  fields: fieldsSchema.default({}),
  statuses: z.strictObject({ lead: z.record(text, leadCategory).optional() }).optional(),
  stages: stages.optional(),
  'internal-domains': z.array(domain).default([]),
  packs: z.array(text).min(1).optional(),
  rules: ruleSettings.default({}),
  overrides: z.array(z.strictObject({ when: expression, rules: ruleSettings })).default([]),
  routing: filePath.optional(),
  scope: z.union([filePath, scopeSchema]).optional(),
  waivers: waiverPolicySchema.optional(),
  people: z
    .strictObject({ leave: filePath.optional(), started: filePath.optional(), roles: filePath.optional() })
    .default({}),
  'trusted-keys': z.union([filePath, trustedKeysSchema]).optional(),
  store: storeSchema.optional(),
  mirror: z.boolean().optional(),
  'closed-within': duration.optional(),
  redact: z.enum(['none', 'contacts', 'all']).optional(),
});

/** rules/defaults/stages.yaml: the processes that CRMs come with. */
export const processesSchema = z.strictObject({
  processes: z.array(z.strictObject({ name: text, stages })).min(1),
});

/** rules/defaults/threadcount.yaml: a configuration that leaves nothing open. */
export const defaultsSchema = configSchema.required({
  calendar: true,
  text: true,
  statuses: true,
  packs: true,
  waivers: true,
  store: true,
  'closed-within': true,
  redact: true,
});

export type WrittenConfig = z.output<typeof configSchema>;
export type WrittenStages = z.output<typeof stages>;
export type WrittenRuleSettings = z.output<typeof ruleSettings>;
