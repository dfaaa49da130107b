import { type Html, html } from '../../lib/escape-html.ts';
import type { AuditResult, CertificationResult, RepResult } from '../../model/audit-result.ts';
import { isCounted } from '../../model/is-counted.ts';
import {
  countBySeverity,
  counted,
  decimal,
  grouped,
  momentOf,
  nameOfRep,
  recordCounts,
  verdictWords,
} from '../words.ts';
import { levelsChart } from './charts.ts';
import { gapsBlock } from './gaps.ts';
import { habits } from './habits.ts';
import { canDraw, trendChart } from './trend-chart.ts';
import { levelChip, levelWords, unseen, type View, verdictChip } from './view.ts';

const certificationsOf = ({ reps, rubrics }: AuditResult): readonly string[] => [
  ...new Set([
    ...rubrics.map(({ id }) => id),
    ...reps.flatMap(({ certifications }) => certifications.map(({ id }) => id)),
  ]),
];

const users = ({ reps }: AuditResult): readonly RepResult[] => reps.filter(({ kind }) => kind === 'user');

const kindWords = {
  user: 'active user',
  'inactive-user': 'inactive user',
  queue: 'queue',
  none: 'no owner',
} as const satisfies Record<RepResult['kind'], string>;

/** The levels of one certification side by side, each with its number; a click shows what lies behind one. */
function strip(rep: RepResult, certification: string, { titleOf, placeOf }: View): Html {
  const areas = rep.areas.filter((area) => area.certification === certification);
  if (areas.length === 0) return html``;
  return html`<ul class="strip">${areas.map(({ area, level }) => {
    const words = `${titleOf(area)}: ${level === null ? levelWords[0] : `level ${level}, ${levelWords[level] ?? ''}`}`;
    return html`<li><a class="level l${level ?? 0}" href="#${placeOf(rep)}" data-filter="criterion=${encodeURIComponent(`${certification}/${area}`)}" title="${words}"><span aria-hidden="true">${level ?? '–'}</span>${unseen(words)}</a></li>`;
  })}</ul>`;
}

function verdictCell(found: CertificationResult | undefined): Html {
  if (found === undefined) return html`<span class="quiet">no verdict</span>`;
  const points = found.total > 0 && html`<span class="quiet points-of">${found.total} of ${found.outOf}</span>`;
  return html`${verdictChip(found.verdict)} ${points}`;
}

function repRow(rep: RepResult, ids: readonly string[], view: View): Html {
  const { critical, error, warning } = countBySeverity(rep.findings.filter(isCounted));
  return html`<tr><th scope="row"><a class="name" href="#${view.placeOf(rep)}"><bdi>${nameOfRep(rep)}</bdi></a><span class="quiet">${recordCounts(rep.records)}</span></th><td class="n" data-label="Score">${rep.score === null ? '–' : decimal(rep.score)}</td>${ids.map(
    (id) =>
      html`<td data-label="${view.titleOf(id)}">${verdictCell(rep.certifications.find((one) => one.id === id))}${strip(rep, id, view)}</td>`,
  )}<td class="n" data-label="Critical">${grouped(critical)}</td><td class="n" data-label="Errors">${grouped(error)}</td><td class="n" data-label="Warnings">${grouped(warning)}</td></tr>`;
}

function repTable(view: View): Html {
  const reps = users(view.result);
  if (reps.length === 0) return html`<p class="quiet">No active user owns a record in scope.</p>`;
  const ids = certificationsOf(view.result);
  return html`<table class="reps"><caption class="unseen">Reps by name, with verdicts, levels and findings</caption><thead><tr><th scope="col">Rep</th><th scope="col" class="n">Score</th>${ids.map(
    (id) => html`<th scope="col">${view.titleOf(id)}</th>`,
  )}<th scope="col" class="n">Critical</th><th scope="col" class="n">Errors</th><th scope="col" class="n">Warnings</th></tr></thead><tbody>${reps.map((rep) => repRow(rep, ids, view))}</tbody></table>`;
}

/** The order of the cells, once, so that they need no heads of their own. */
const stripLegend = ({ result, titleOf }: View): Html =>
  html`<p class="legend">${[1, 2, 3, 4].map((level) => html`<span>${levelChip(level)} ${levelWords[level] ?? ''}</span>`)}<span>${levelChip(null)} too little evidence</span></p><dl class="order">${result.rubrics.map(
    ({ id, criteria }) =>
      html`<div><dt>${titleOf(id)}, left to right</dt><dd>${criteria.map(({ title }) => title).join(' · ')}</dd></div>`,
  )}</dl>`;

/** Queues, people who have left, records without an owner: they get no verdicts, and nobody is blamed for theirs. */
function otherOwners({ result: { reps }, placeOf }: View): Html {
  const others = reps.filter(({ kind }) => kind !== 'user');
  if (others.length === 0) return html``;
  return html`<h3>Records that no rep answers for</h3><ul class="others">${others.map(
    (rep) =>
      html`<li><a class="name" href="#${placeOf(rep)}"><bdi>${nameOfRep(rep)}</bdi></a> <span class="quiet">${kindWords[rep.kind]} · ${recordCounts(rep.records)} · ${counted(rep.findings.filter(isCounted).length, 'finding')}</span></li>`,
  )}</ul>`;
}

function distribution({ result, titleOf }: View): Html {
  const reps = users(result);
  const blocks = result.rubrics.flatMap(({ id, criteria }) => {
    const rows = criteria.map((criterion) => {
      const counts = [0, 0, 0, 0, 0];
      for (const { areas } of reps) {
        const found = areas.find(({ area, certification }) => area === criterion.id && certification === id);
        if (found !== undefined) counts[found.level ?? 0] = (counts[found.level ?? 0] ?? 0) + 1;
      }
      return { title: criterion.title, counts };
    });
    if (rows.every(({ counts }) => counts.every((count) => count === 0))) return [];
    return [
      html`<div class="card"><h3>${titleOf(id)}</h3><dl class="bars">${rows.map(({ title, counts }) => html`<div><dt>${title}</dt><dd>${levelsChart(title, counts)}</dd></div>`)}</dl></div>`,
    ];
  });
  if (blocks.length === 0) return html``;
  return html`<section aria-labelledby="levels-title"><h2 id="levels-title">Levels by criterion</h2><p class="lead">How many reps stand at each level.</p><div class="columns">${blocks}</div></section>`;
}

function tiles({ result, titleOf }: View): Html {
  const { summary } = result;
  const decided = certificationsOf(result).flatMap((id) => {
    const all = users(result).flatMap(({ certifications }) => certifications.filter((one) => one.id === id));
    if (all.length === 0) return [];
    const certified = all.filter(({ verdict }) => verdict === 'certified').length;
    const rest = (['provisional', 'not-certified', 'insufficient-evidence'] as const).flatMap((verdict) => {
      const count = all.filter((one) => one.verdict === verdict).length;
      return count === 0 ? [] : [`${count} ${verdictWords[verdict]}`];
    });
    return [
      html`<div class="tile"><dt>${titleOf(id)}</dt><dd><b>${certified} <small>of ${all.length} certified</small></b><span>${rest.join(', ')}</span></dd></div>`,
    ];
  });
  const { critical, error, warning, info } = summary.findings;
  const aside = summary.waived + summary.overturned;
  return html`<dl class="tiles">${decided}<div class="tile"><dt>Findings</dt><dd><b>${grouped(critical + error + warning + info)} <small>on ${counted(summary.records, 'record')}</small></b><span>${grouped(critical)} critical, ${counted(error, 'error')}, ${counted(warning, 'warning')}${aside > 0 ? `; ${grouped(aside)} waived or overturned` : ''}</span></dd></div>${
    summary.score !== null &&
    html`<div class="tile"><dt>Score</dt><dd><b>${decimal(summary.score)} <small>of 100</small></b><span>over all criteria and owners; levels decide</span></dd></div>`
  }</dl>`;
}

/** Everyone on one page: by name, never a ranking. */
export function overview(view: View): Html {
  const { result, trend } = view;
  const everyone = trend?.series.find(({ of }) => of === 'everyone');
  return html`<section class="page" id="overview" aria-labelledby="overview-title"><header class="head"><h1 id="overview-title" tabindex="-1">Team overview</h1><p class="lead">As of ${momentOf(result.asOf)} · ${counted(result.summary.records, 'record')} of ${counted(result.summary.reps, 'owner')}</p></header>${tiles(view)}${gapsBlock(view)}<section aria-labelledby="reps-title"><h2 id="reps-title">Reps</h2><p class="lead">By name: this is no ranking.</p>${repTable(view)}${stripLegend(view)}${otherOwners(view)}</section>${distribution(view)}${habits(view)}${
    everyone !== undefined &&
    canDraw(everyone) &&
    trend !== undefined &&
    html`<section aria-labelledby="trend-title"><h2 id="trend-title">Trend</h2>${trendChart(everyone, trend)}</section>`
  }</section>`;
}
