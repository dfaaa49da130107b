import * as z from 'zod';
import { leadCategories, stageGroups } from '../facts/world.ts';
import { parseDuration } from '../lib/duration.ts';
import { parseDay } from '../lib/time.ts';
import { severities } from '../model/rule.ts';

// The words that configuration, routing and people files are made of. A message says what was expected.

export const text = z.string().min(1);

/** Text of one form; `what` names the form in messages. */
export const textLike = (pattern: RegExp, what: string) => z.string(what).regex(pattern, { error: what, abort: true });

/** CEL, compiled and checked for names by whoever judges with it. */
export const expression = z.string('an expression').min(1, 'an expression');

export const filePath = z.string('a path').min(1, 'a path');

export const date = textLike(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-26').refine(
  (written) => parseDay(written) !== undefined,
  { error: ({ input }) => `${input} is not in the calendar` },
);

export const duration = textLike(/^\d{1,6}(m|h|d|w|bd|bh)$/, 'a duration such as 10d, 2w, 4h, 2bd or 3bh').refine(
  (written) => 'unit' in parseDuration(written),
  { error: ({ input }) => `${input} is too long a duration` },
);

export const severity = z.enum(severities);
export const leadCategory = z.enum(leadCategories);
export const stageGroup = z.enum(stageGroups);

/** Refines a list whose entries are told apart by a name. */
export const noneTwice =
  <T extends { readonly name: string }>(what: string, same: (name: string) => string = (name) => name) =>
  (list: readonly T[], context: z.core.$RefinementCtx<readonly T[]>): void => {
    const seen = new Set<string>();
    for (const [i, { name }] of list.entries()) {
      if (seen.has(same(name)))
        context.addIssue({ code: 'custom', message: `a second ${what} "${name}"`, path: [i, 'name'], input: list });
      seen.add(same(name));
    }
  };
