import { blank, ink, type Line, paint } from '../reports/terminal/ink.ts';
import { cell, flow } from '../reports/terminal/layout.ts';
import { percent } from '../reports/words.ts';
import type { PageOptions } from './explanation.ts';

/** How often a rule was right, as far as anybody contested it. */
interface RuleStats {
  readonly id: string;
  readonly findings: number;
  readonly open: number;
  readonly upheld: number;
  readonly overturned: number;
  readonly overturnedShare: number | null;
}

const COLUMNS = ['findings', 'open', 'upheld', 'overturned', 'share'] as const;

const figures = ({ findings, open, upheld, overturned, overturnedShare }: RuleStats): readonly string[] => [
  ...[findings, open, upheld, overturned].map(String),
  overturnedShare === null ? '–' : percent(overturnedShare),
];

const rowOf = (name: Line, values: readonly string[], width: number): Line => [
  ...cell(name, width),
  ...COLUMNS.flatMap((head, i) => cell([ink(values[i] ?? '')], head.length + 4, 'right')),
];

/** The rules that found anything or were contested; the one overturned most often first. */
export function ruleStatsPage(rules: readonly RuleStats[], { width, isColored }: PageOptions): string {
  const shown = rules
    .filter(({ findings }) => findings > 0)
    .sort((a, b) => (b.overturnedShare ?? 0) - (a.overturnedShare ?? 0) || b.findings - a.findings);
  if (shown.length === 0) return paint([[ink('No stored run has findings, and nothing was contested.')]], isColored);
  const idWidth = Math.max(...shown.map(({ id }) => id.length)) + 1;
  const silent = rules.length - shown.length;
  const lines: Line[] = [
    rowOf([ink('rule', 'dim')], COLUMNS, idWidth),
    ...shown.map((rule) => rowOf([ink(rule.id, 'strong')], figures(rule), idWidth)),
    blank,
    ...flow(
      [ink(`Share: overturned of all different findings seen. ${silent} other rules found nothing.`, 'dim')],
      width,
    ),
  ];
  return paint(lines, isColored);
}
