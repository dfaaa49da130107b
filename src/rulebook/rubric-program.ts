import { z } from 'zod';
import { type Duration, parseDuration } from '../lib/duration.ts';
import { parseSpan, SPAN, type Span } from '../lib/span.ts';
import { roleIds } from '../model/roles.ts';
import type { Program, RoleNeeds } from '../model/rubric.ts';

const span = z
  .string()
  .regex(SPAN, 'a span such as 90 days')
  .transform((text): Span => parseSpan(text) ?? { amount: 1, unit: 'day' });

const duration = z
  .string()
  .refine((text) => 'unit' in parseDuration(text), 'a duration such as 5bd or 2w')
  .transform((text): Duration => {
    const read = parseDuration(text);
    return 'unit' in read ? read : { amount: 0, unit: 'd' };
  });

const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const criterionName = z.string().min(1);

const role = z.strictObject({
  needs: z.array(criterionName).min(1).describe('Criteria that must have a level'),
  thresholds: z
    .record(z.string().regex(/^[1-9]\d?$/, 'a number of criteria'), z.int().positive())
    .describe('Sum of levels that certifies, by the number of criteria that count'),
});

/** What stood in the code before rubrics said it: rubrics that were stored then are read as they were meant. */
const before: Omit<Program, 'roles'> = {
  provisional: {
    earlyRamp: { amount: 90, unit: 'day' },
    validity: { amount: 90, unit: 'day' },
    expectedWritten: 3,
  },
  evaluations: { validity: { amount: 12, unit: 'month' }, minimumQuote: 20, exceptionStandsIn: [] },
  remediation: {
    coaching: { amount: 5, unit: 'bd' },
    recertification: { amount: 2, unit: 'w' },
    evidence: 3,
    prompts: 3,
  },
  reinforcement: { coach: 'manager', every: { amount: 1, unit: 'w' }, sessions: 4, records: 2 },
};

/** The keys of a rubric file that say what goes on around the decision. */
export const programFields = {
  provisional: z
    .strictObject({ 'early-ramp': span, validity: span, 'expected-written': level })
    .optional()
    .describe('When a certificate is provisional, for how long, and what an unscored written scenario is taken for'),
  evaluations: z
    .strictObject({
      validity: span,
      'minimum-quote': z.int().min(1).max(500).describe('Characters that a quote must have'),
      'exception-stands-in': z.array(criterionName).optional(),
    })
    .optional()
    .describe('How long the scores of a scenario count, and for which criteria an exception scenario stands in'),
  remediation: z
    .strictObject({
      coaching: duration,
      recertification: duration,
      evidence: z.int().min(1).max(20),
      prompts: z.int().min(0).max(20),
    })
    .optional()
    .describe('By when a missed standard is coached and certified anew'),
  reinforcement: z
    .strictObject({
      coach: z.string().min(1),
      every: duration,
      sessions: z.int().min(1).max(52),
      records: z.int().min(1).max(20),
    })
    .optional()
    .describe('Who coaches after every decision, how often, and on how many records'),
  roles: z.partialRecord(z.enum(roleIds), role).optional().describe('Roles that it is asked of; all where left out'),
};

const program = z.strictObject(programFields);
type Written = z.output<typeof program>;
type Complain = (message: string, ...path: readonly string[]) => void;

const unknownIn = (names: readonly string[], criteria: readonly string[]): readonly string[] =>
  names.filter((name) => !criteria.includes(name));

/** Roles and stand-ins name criteria that there are, and every number of criteria that may count has its threshold. */
export function checkRoles(
  { roles = {}, evaluations }: Pick<Written, 'roles' | 'evaluations'>,
  criteria: readonly string[],
  complain: Complain,
): void {
  for (const name of unknownIn(evaluations?.['exception-stands-in'] ?? [], criteria))
    complain(`there is no criterion "${name}"`, 'evaluations', 'exception-stands-in');
  for (const [id, needs] of Object.entries(roles)) if (needs) checkRole(id, needs, criteria, complain);
}

function checkRole(
  id: string,
  { needs, thresholds }: z.output<typeof role>,
  criteria: readonly string[],
  complain: Complain,
): void {
  for (const name of unknownIn(needs, criteria)) complain(`there is no criterion "${name}"`, 'roles', id, 'needs');
  for (let count = needs.length; count <= criteria.length; count++) {
    const threshold = thresholds[String(count)];
    if (threshold === undefined) complain(`no threshold for ${count} criteria`, 'roles', id, 'thresholds');
    else if (threshold > 4 * count)
      complain(`${count} criteria add up to ${4 * count} at most`, 'roles', id, 'thresholds', String(count));
  }
}

function rolesOf(written: Written['roles']): Program['roles'] {
  if (written === undefined) return null;
  const roles = roleIds.flatMap((id): readonly (readonly [string, RoleNeeds])[] => {
    const given = written[id];
    if (given === undefined) return [];
    const thresholds = Object.entries(given.thresholds).map(([count, sum]) => [Number(count), sum] as const);
    return [[id, { needs: given.needs, thresholds: Object.fromEntries(thresholds) }]];
  });
  return Object.fromEntries(roles);
}

export function programOf({ provisional, evaluations, remediation, reinforcement, roles }: Written): Program {
  return {
    roles: rolesOf(roles),
    provisional: provisional
      ? {
          earlyRamp: provisional['early-ramp'],
          validity: provisional.validity,
          expectedWritten: provisional['expected-written'],
        }
      : before.provisional,
    evaluations: evaluations
      ? {
          validity: evaluations.validity,
          minimumQuote: evaluations['minimum-quote'],
          exceptionStandsIn: evaluations['exception-stands-in'] ?? [],
        }
      : before.evaluations,
    remediation: remediation ?? before.remediation,
    reinforcement: reinforcement ?? before.reinforcement,
  };
}
