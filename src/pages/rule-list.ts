import type { RuleCard } from '../model/rule.ts';
import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { cell, flow } from '../reports/terminal/layout.ts';
import type { Pack } from '../rulebook/rule.ts';
import type { Parameter } from '../rulebook/schema.ts';
import type { PageOptions } from './explanation.ts';

/** A rule in one row. */
export interface RuleRow extends Pick<RuleCard, 'id' | 'area' | 'title' | 'on' | 'scenarios'> {
  /** What it may be, the first case first: `error/critical`. */
  readonly severity: string;
  /** As written, for people. */
  readonly params: Readonly<Record<string, Parameter>>;
  /** Whether a team's configuration has a say in it. */
  readonly isChanged: boolean;
  readonly confidence: RuleCard['source']['confidence'];
  /** `YYYY-MM-DD` */
  readonly reviewBy: string | null;
  readonly pack: string;
}

/** The rules in force, in order of id, and the packs that they are from. */
export interface RuleList {
  readonly packs: readonly Pack[];
  readonly rules: readonly RuleRow[];
}

export function ruleListPage({ packs, rules }: RuleList, { width, isColored }: PageOptions): string {
  const idWidth = Math.max(...rules.map(({ id }) => id.length), 2) + 2;
  const lines: Line[] = [];
  for (const area of new Set(rules.map((rule) => rule.area))) {
    if (lines.length > 0) lines.push(blank);
    lines.push([ink(area, 'accent')]);
    for (const rule of rules.filter((one) => one.area === area)) {
      const head = [...cell([ink(rule.id, 'strong')], idWidth), ...cell([ink(rule.severity, 'dim')], 15)];
      const [first = blank, ...rest] = flow([ink(rule.title)], Math.max(20, width - idWidth - 17));
      lines.push([ink('  '), ...head, ...first]);
      for (const more of rest) lines.push([ink(' '.repeat(idWidth + 17)), ...more]);
    }
  }
  const from = packs.map(({ id, version }) => `${id} ${version}`).join(', ');
  return paint([...lines, blank, ...flow([ink(`${rules.length} rules from ${from}`, 'dim')], width)], isColored);
}
