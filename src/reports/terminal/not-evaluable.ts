import type { RepResult } from '../../model/audit-result.ts';
import { grouped, listed } from '../words.ts';
import { blank, ink, type Line } from './ink.ts';
import { cropped, flow, indented } from './layout.ts';
import type { Page } from './page.ts';

interface Unseen {
  readonly reason: string;
  readonly checks: number;
  readonly rules: readonly string[];
}

/** By reason, the one that hides most first. */
function byReason(notEvaluable: RepResult['notEvaluable']): Unseen[] {
  const found = new Map<string, { checks: number; rules: string[] }>();
  for (const { reason, rule, records } of notEvaluable) {
    const known = found.get(reason) ?? { checks: 0, rules: [] };
    found.set(reason, { checks: known.checks + records, rules: [...known.rules, rule] });
  }
  return [...found].map(([reason, rest]) => ({ reason, ...rest })).sort((a, b) => b.checks - a.checks);
}

/** What could not be judged, and why: a check is one rule on one record. */
export function notEvaluable({ notEvaluable: all }: RepResult, { width, isWide, limits, glyphs }: Page): Line[] {
  const reasons = byReason(all);
  if (reasons.length === 0) return [];
  const most = limits.findings > 10 ? 12 : 4;
  const shown = reasons.slice(0, most);
  const column = Math.max(...shown.map(({ checks }) => grouped(checks).length));
  const rest = reasons.slice(most).reduce((sum, { checks }) => sum + checks, 0);
  return [
    blank,
    [ink('  Not evaluable', 'strong'), ink(' (checks, by reason)', 'dim')],
    ...shown.flatMap(({ reason, checks, rules }) => {
      const line = [
        ...cropped([ink(reason)], width * 2),
        ink(` ${glyphs.arrow} ${listed(rules, isWide ? 3 : 2)}`, 'dim'),
      ];
      const [first = [], ...more] = flow(line, width, { indent: column + 6 });
      return [indented(4, [ink(grouped(checks).padStart(column)), ink('  '), ...first.slice(1)]), ...more];
    }),
    ...(rest > 0 ? [[ink(`    ${grouped(rest)}  for ${reasons.length - most} other reasons`, 'dim')]] : []),
  ];
}
