import { type Html, html, recordLink } from '../../lib/escape-html.ts';
import type { CertificationResult, RepResult } from '../../model/audit-result.ts';
import { pathInWords, stepsOf } from '../path.ts';
import { amountOf, counted, decimal, grouped, markWords } from '../words.ts';
import { pointsChart } from './charts.ts';
import { criteriaTable } from './criteria.ts';
import { type View, verdictChip } from './view.ts';

/** Steps that are open to see, those to unfold, and those that only the other formats hold. */
const FIRST = 5;
const MOST = 60;

/** The cheapest way to the certificate, fix by fix, with what each adds. */
function path(rep: RepResult, certification: CertificationResult, { titleOf }: View): Html {
  const told = pathInWords(certification);
  if (told === null) return html``;
  const steps = stepsOf(rep, certification).map(
    ({ finding: { record, rule, fix, exposure }, gain }) =>
      html`<li><span class="gain">+${decimal(gain) === '0.0' ? gain.toFixed(2) : decimal(gain)}</span><div>${recordLink(record.name ?? record.id, record.url)}${exposure !== null && html` <span class="quiet">${amountOf(exposure)}</span>`}<span class="quiet">${titleOf(rule)}. ${fix}</span></div></li>`,
  );
  const rest = steps.length - MOST;
  return html`<div class="path"><h4>Cheapest path</h4><p>${told}.</p><ol>${steps.slice(0, FIRST)}</ol>${
    steps.length > FIRST &&
    html`<details><summary>${counted(Math.min(steps.length, MOST) - FIRST, 'more fix', 'more fixes')}</summary><ol start="${FIRST + 1}">${steps.slice(FIRST, MOST)}</ol>${rest > 0 && html`<p class="quiet">and ${grouped(rest)} more, in the JSON report</p>`}</details>`
  }</div>`;
}

function reasons({ reasons: all }: CertificationResult, { titleOf }: View): Html {
  if (all.length === 0) return html``;
  return html`<ul class="reasons">${all.map(
    ({ message, rules }) =>
      html`<li>${message}${
        rules.length > 0 &&
        html`<ul class="causes">${rules.slice(0, 5).map(({ rule, records }) => html`<li><a href="#findings" data-here data-filter="rule=${encodeURIComponent(rule)}">${titleOf(rule)}</a> <span class="quiet">${counted(records, 'record')}</span></li>`)}${rules.length > 5 && html`<li class="quiet">and ${rules.length - 5} more</li>`}</ul>`
      }</li>`,
  )}</ul>`;
}

function heading(id: string, found: CertificationResult | undefined, view: View): Html {
  const title = html`<h3>${view.titleOf(id)}</h3>`;
  if (found === undefined) return html`<header>${title}<span class="quiet">no verdict</span></header>`;
  return html`<header>${title}${verdictChip(found.verdict)}<span class="points-words"><b>${found.total}</b> of ${found.outOf} points, ${found.threshold} needed</span>${pointsChart(found)}</header>`;
}

/** Each certification of a rep: the verdict with its reasons and marks, the criteria, and the way to the certificate. */
export function certifications(rep: RepResult, view: View): readonly Html[] {
  const { certifications: decided, areas } = rep;
  const ids = [...new Set([...decided.map(({ id }) => id), ...areas.map(({ certification }) => certification)])];
  return ids.map((id) => {
    const found = decided.find((one) => one.id === id);
    return html`<section class="card certification">${heading(id, found, view)}${
      found !== undefined &&
      html`${found.marks.length > 0 && html`<ul class="marks">${found.marks.map((mark) => html`<li>${markWords[mark]}</li>`)}</ul>`}${reasons(found, view)}`
    }${criteriaTable(
      areas.filter(({ certification }) => certification === id),
      view.titleOf(id),
      view,
    )}${found !== undefined && path(rep, found, view)}</section>`;
  });
}
