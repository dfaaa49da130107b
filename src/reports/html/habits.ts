import { type Html, html } from '../../lib/escape-html.ts';
import type { Finding } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import { severities } from '../../model/rule.ts';
import { findingRows } from '../rows.ts';
import { counted, grouped } from '../words.ts';
import { severityChip, type View } from './view.ts';

/** Rules that are shown; the list of findings has all. */
const MOST = 10;

interface Habit {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly count: number;
  readonly owners: number;
}

function habitsOf({ result }: View): readonly Habit[] {
  const found = new Map<string, { severity: Finding['severity']; count: number; owners: Set<unknown> }>();
  for (const { rep, finding } of findingRows(result)) {
    if (!isCounted(finding)) continue;
    const known = found.get(finding.rule) ?? { severity: finding.severity, count: 0, owners: new Set() };
    const isGraver = severities.indexOf(finding.severity) > severities.indexOf(known.severity);
    found.set(finding.rule, {
      severity: isGraver ? finding.severity : known.severity,
      count: known.count + 1,
      owners: known.owners.add(rep),
    });
  }
  return [...found]
    .map(([rule, { owners, ...rest }]) => ({ rule, ...rest, owners: owners.size }))
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}

/** What goes wrong most often, over everyone: where a habit is a matter for training rather than for one rep. */
export function habits(view: View): Html {
  const all = habitsOf(view);
  const [first] = all;
  if (first === undefined) return html``;
  const rows = all
    .slice(0, MOST)
    .map(
      ({ rule, severity, count, owners }) =>
        html`<li><a href="#findings" data-filter="rule=${encodeURIComponent(rule)}">${view.titleOf(rule)}</a><span class="quiet">${severityChip(severity)} ${counted(owners, 'owner')}</span><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="0" width="${Math.round((count / first.count) * 1000) / 10}" height="8" rx="1"/></svg><b class="n">${grouped(count)}</b></li>`,
    );
  const rest = all.length - rows.length;
  return html`<section aria-labelledby="habits-title"><h2 id="habits-title">What goes wrong most often</h2><p class="lead">Findings by rule, over everyone.</p><ol class="habits">${rows}</ol>${rest > 0 && html`<p class="quiet">and ${counted(rest, 'more rule')}</p>`}</section>`;
}
