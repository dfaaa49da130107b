import { type Html, html } from '../../lib/escape-html.ts';
import type { RepResult } from '../../model/audit-result.ts';
import { titleFromId } from '../titles.ts';
import { counted, decimal, grouped, listed, nameOfRep, percent, recordCounts } from '../words.ts';
import { plainFindings } from './plain-findings.ts';
import { canDraw, trendChart } from './trend-chart.ts';
import { certifications } from './verdict.ts';
import type { View } from './view.ts';

const kindWords = {
  user: '',
  'inactive-user': 'inactive user, so no verdict',
  queue: 'queue, so no verdict',
  none: 'no owner, so no verdict',
} as const satisfies Record<RepResult['kind'], string>;

function head(rep: RepResult): Html {
  const { email, score, worstCaseScore, evaluability, kind } = rep;
  const about = [kindWords[kind], email ?? '', recordCounts(rep.records)].filter(Boolean);
  return html`<header class="head"><div><h1 tabindex="-1"><bdi>${nameOfRep(rep)}</bdi></h1><p class="lead"><bdi>${about.join(' · ')}</bdi></p></div>${
    score !== null &&
    html`<p class="score"><b>${decimal(score)}</b><span class="quiet">score of 100${worstCaseScore !== null && worstCaseScore !== score && html`; ${decimal(worstCaseScore)} if every unknown fails`}${evaluability !== null && evaluability < 1 && html`; ${percent(evaluability)} evaluable`}</span></p>`
  }</header>`;
}

function scenarios({ scenarios: all }: RepResult): Html {
  if (all.length === 0) return html``;
  return html`<section><h2>Scenarios</h2><ul class="scenarios">${all.map(({ id, observed, passed, unclear }) => {
    const told =
      observed === 0 ? html`<b>not seen</b>` : html`<b>${grouped(passed)} of ${grouped(observed)}</b> passed`;
    return html`<li><span>${titleFromId(id)}</span><span>${told}</span>${observed > 0 && html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6" rx="1"/><rect width="${Math.round((passed / observed) * 1000) / 10}" height="6" rx="1"/></svg>`}${unclear > 0 && html`<span class="quiet">${grouped(unclear)} unclear</span>`}</li>`;
  })}</ul></section>`;
}

/** What could not be judged, by reason, what hides most first. */
function unknowns({ notEvaluable }: RepResult, { titleOf }: View): Html {
  if (notEvaluable.length === 0) return html``;
  const reasons = new Map<string, { checks: number; rules: string[] }>();
  for (const { reason, rule, records } of notEvaluable) {
    const known = reasons.get(reason) ?? { checks: 0, rules: [] };
    reasons.set(reason, { checks: known.checks + records, rules: [...known.rules, titleOf(rule)] });
  }
  const rows = [...reasons].sort(([, a], [, b]) => b.checks - a.checks);
  const checks = rows.reduce((sum, [, one]) => sum + one.checks, 0);
  return html`<section><h2>Not evaluable</h2><p class="lead">${counted(checks, 'check')} could not be made; neither passed nor failed.</p><table class="unknowns"><thead><tr><th scope="col">Reason</th><th scope="col">Rules</th><th scope="col" class="n">Checks</th></tr></thead><tbody>${rows.map(
    ([reason, { checks: count, rules }]) =>
      html`<tr><th scope="row"><bdi>${reason}</bdi></th><td>${listed(rules, 4)}</td><td class="n">${grouped(count)}</td></tr>`,
  )}</tbody></table></section>`;
}

function trend({ id, email, name }: RepResult, { trend: all }: View): Html {
  const keys = [id, email, name].filter((one) => one !== null);
  const series = all?.series.find((one) => one.of === 'rep' && keys.includes(one.id));
  if (all === undefined || series === undefined || !canDraw(series)) return html``;
  return html`<section><h2>Trend</h2>${trendChart(series, all)}</section>`;
}

/** One owner: verdicts and why, how the criteria stand, what to mend, and every finding with its evidence. */
export function repPage(rep: RepResult, i: number, view: View): Html {
  const place = view.placeOf(rep);
  return html`<section class="page" id="${place}" data-rep="${i}" aria-label="${nameOfRep(rep)}">${head(rep)}${certifications(rep, view)}${scenarios(rep)}${trend(rep, view)}<section class="findings"><h2>Findings</h2><div class="explorer-here"></div>${plainFindings(rep, view)}</section>${unknowns(rep, view)}</section>`;
}
