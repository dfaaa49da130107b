import { type Html, html } from '../../lib/escape-html.ts';
import type { AreaResult } from '../../model/audit-result.ts';
import { counted, decimal, grouped, percent } from '../words.ts';
import { bandWords, intervalChart } from './charts.ts';
import { levelChip, levelWords, type View } from './view.ts';

/** What a figure alone would not tell: caps, waivers, unknowns, weights. */
function remarks(
  { cappedBy, waived, applicable, evaluable, valuePassRate, passRate, worstCasePassRate, missing }: AreaResult,
  { titleOf }: View,
): readonly string[] {
  const unknown = applicable - evaluable - waived;
  return [
    missing === null ? '' : missing,
    cappedBy === null ? '' : `capped by a critical finding: ${titleOf(cappedBy)}`,
    waived > 0 ? `${counted(waived, 'record')} waived` : '',
    unknown > 0 ? `${counted(unknown, 'record')} not evaluable` : '',
    worstCasePassRate !== null && worstCasePassRate !== passRate ? `${percent(worstCasePassRate)} at worst` : '',
    valuePassRate === null ? '' : `${percent(valuePassRate)} by amount`,
  ].filter(Boolean);
}

function row(area: AreaResult, view: View): Html {
  const { level, passRate, interval, failed, warned, evaluable, applicable, certification } = area;
  const rubric = view.rubricOf(certification);
  const criterion = rubric?.criteria.find(({ id }) => id === area.area);
  const told = remarks(area, view);
  const key = encodeURIComponent(`${certification}/${area.area}`);
  return html`<tr><th scope="row"><span title="${criterion?.standard ?? ''}">${view.titleOf(area.area)}</span>${told.length > 0 && html`<span class="quiet">${told.join(' · ')}</span>`}</th><td class="lv" data-label="Level">${levelChip(level)} <span class="words">${level === null ? 'no level' : levelWords[level]}</span></td><td class="chart">${rubric && intervalChart(area, rubric.bands)}</td><td class="n" data-label="Passed">${passRate === null ? '–' : percent(passRate)}${interval !== null && html`<span class="quiet">${decimal(interval[0] * 100)}–${decimal(interval[1] * 100)}</span>`}</td><td class="n" data-label="Failed">${failed > 0 ? html`<a href="#findings" data-here data-filter="criterion=${key}">${grouped(failed)}</a>` : '0'}</td><td class="n" data-label="Warned">${grouped(warned)}</td><td class="n" data-label="Judged">${grouped(evaluable)} <span class="of">of ${grouped(applicable)}</span></td></tr>`;
}

/** The criteria of one certification with their levels, on the bands that make them. */
export function criteriaTable(areas: readonly AreaResult[], title: string, view: View): Html {
  const [first] = areas;
  if (first === undefined) return html``;
  const bands = view.rubricOf(first.certification)?.bands;
  return html`<table class="criteria"><caption class="unseen">Criteria of ${title}</caption><thead><tr><th scope="col">Criterion</th><th scope="col">Level</th><th scope="col" class="chart">Pass rate on the level bands</th><th scope="col" class="n">Passed</th><th scope="col" class="n">Failed</th><th scope="col" class="n">Warned</th><th scope="col" class="n">Judged</th></tr></thead><tbody>${areas.map((area) => row(area, view))}</tbody></table>${
    bands &&
    html`<p class="legend bands">${bandWords(bands).map((words, i) => html`<span><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="band l${i + 1}" width="12" height="12" rx="2"/></svg> ${i + 1} ${words}</span>`)}<span>dot: records passed; line: 95 % interval, a guide to stability</span></p>`
  }`;
}
