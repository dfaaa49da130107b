import type { Finding } from '../../model/audit-result.ts';
import { severities } from '../../model/rule.ts';
import type { Limits } from './page.ts';

/** Findings of one rule that are shown together, and how many of them there are in all. */
export interface RuleGroup {
  readonly rule: string;
  readonly shown: readonly Finding[];
  readonly all: readonly Finding[];
}

const gravity = ({ severity }: Finding): number => severities.indexOf(severity);
const exposure = (finding: Finding): number => finding.exposure?.amount ?? -1;

/** By severity, then by the amount of the deal at stake; where both are equal, in the order of the result. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => gravity(b) - gravity(a) || exposure(b) - exposure(a));

const byRule = (findings: readonly Finding[]): Map<string, Finding[]> => {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding]);
  return groups;
};

/**
 * The findings worth showing, gathered by rule, the rule of the worst first. No rule takes all the room: of each, the
 * worst `perRule` at most.
 */
export function worst(
  findings: readonly Finding[],
  limits: Limits,
): { groups: RuleGroup[]; rest: Map<string, number> } {
  const ordered = worstFirst(findings);
  const all = byRule(ordered);
  const chosen = ordered
    .filter((finding) => (all.get(finding.rule)?.indexOf(finding) ?? 0) < limits.perRule)
    .slice(0, limits.findings);
  const groups = [...byRule(chosen)].map(([rule, shown]) => ({ rule, shown, all: all.get(rule) ?? shown }));
  const rest = new Map<string, number>();
  for (const [rule, { length }] of all) {
    const hidden = length - (groups.find((group) => group.rule === rule)?.shown.length ?? 0);
    if (hidden > 0) rest.set(rule, hidden);
  }
  return { groups, rest };
}
