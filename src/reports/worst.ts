import type { Finding, RepResult } from '../model/audit-result.ts';
import { isCounted } from '../model/is-counted.ts';
import { severities } from '../model/rule.ts';
import { type FindingRow, findingRows } from './rows.ts';

/** How much of each rep's findings is shown; the rest is counted. */
export interface Limits {
  readonly findings: number;
  readonly perRule: number;
}

/** Findings of one rule and one severity that are shown together, and all that there are. */
export interface RuleGroup {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly fix: string;
  readonly shown: readonly Finding[];
  readonly all: readonly Finding[];
}

export interface Worst {
  readonly groups: readonly RuleGroup[];
  /** How many findings are not shown, by rule. */
  readonly rest: ReadonlyMap<string, number>;
}

const gravity = ({ severity }: Finding): number => severities.indexOf(severity);
const exposure = ({ exposure: at }: Finding): number => at?.amount ?? -1;

/** How often a rule fails, of all the findings that are given. */
function countByRule(findings: Iterable<Finding>): (finding: Finding) => number {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return ({ rule }) => counts.get(rule) ?? 0;
}

/**
 * By severity, then by the amount of the deal at stake, then the rule that fails most often: a habit weighs more than a
 * slip.
 */
const byWorst =
  (often: (finding: Finding) => number) =>
  (a: Finding, b: Finding): number =>
    gravity(b) - gravity(a) || exposure(b) - exposure(a) || often(b) - often(a);

/** The worst first. Where all are equal, in the order of the result. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort(byWorst(countByRule(findings)));

/** The first of the worst among all that counts, and whose it is; read owner by owner, since all may be very many. */
export function worstOfAll(reps: readonly RepResult[]): FindingRow | undefined {
  const counted = function* (): Generator<FindingRow> {
    for (const row of findingRows({ reps: [...reps] })) if (isCounted(row.finding)) yield row;
  };
  const findings = function* (): Generator<Finding> {
    for (const { finding } of counted()) yield finding;
  };
  const order = byWorst(countByRule(findings()));
  let worst: FindingRow | undefined;
  for (const row of counted()) if (worst === undefined || order(row.finding, worst.finding) < 0) worst = row;
  return worst;
}

/**
 * The findings worth showing, gathered by rule, the rule of the worst first. No rule takes all the room: of each, the
 * worst `perRule` at most.
 */
export function worst(findings: readonly Finding[], { findings: most, perRule }: Limits): Worst {
  const byRule = new Map<string, { readonly all: Finding[]; readonly shown: Finding[] }>();
  const rest = new Map<string, number>();
  let room = most;
  for (const finding of worstFirst(findings)) {
    const key = `${finding.severity} ${finding.rule}`;
    const group = byRule.get(key) ?? { all: [], shown: [] };
    byRule.set(key, group);
    group.all.push(finding);
    if (room > 0 && group.shown.length < perRule) {
      group.shown.push(finding);
      room -= 1;
    } else rest.set(finding.rule, (rest.get(finding.rule) ?? 0) + 1);
  }
  const groups = [...byRule.values()].flatMap(({ all, shown }): RuleGroup[] => {
    const [first] = shown;
    return first === undefined ? [] : [{ rule: first.rule, severity: first.severity, fix: first.fix, shown, all }];
  });
  return { groups, rest };
}
