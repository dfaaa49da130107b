import { type Html, html } from '../../lib/escape-html.ts';
import type { AuditResult } from '../../model/audit-result.ts';
import type { RubricInForce, RuleInForce } from '../../model/in-force.ts';
import { remarkOn, scopeInWords, stateWords, termInWords } from '../waiver-words.ts';
import { counted, grouped, momentOf } from '../words.ts';
import { bandWords, wholePercent } from './charts.ts';
import { samplePart } from './sample.ts';
import { scrolling, severityChip, type View } from './view.ts';

const sources = { files: 'files', salesforce: 'Salesforce', hubspot: 'HubSpot', demo: 'the demo org' } as const;

function facts({ result }: View): Html {
  const { source, asOf, scope, summary, tool, packs, configHash, dataHash } = result;
  const { lead, deal, contact, activity } = source.records;
  const read = [
    counted(lead, 'lead'),
    counted(deal, 'deal'),
    counted(contact, 'contact'),
    counted(activity, 'activity', 'activities'),
  ];
  const rows: readonly (readonly [string, Html])[] = [
    ['As of', html`${momentOf(asOf)}`],
    [
      'Source',
      html`${sources[source.kind]}${source.label !== '' && source.label !== source.kind && html`, <bdi>${source.label}</bdi>`}`,
    ],
    ['Read', html`${read.join(', ')}`],
    ['Judged', html`${counted(summary.records, 'record')} of ${counted(summary.reps, 'owner')}`],
    ...(scope.reps.length > 0 ? [['Asked for', html`<bdi>${scope.reps.join(', ')}</bdi>`] as const] : []),
    ...(scope.only.length > 0
      ? [['Rules asked for', html`${scope.only.join(', ')} only, so no verdicts`] as const]
      : []),
    ...scope.leftOut.map(
      ({ reason, records }) => ['Left out', html`${counted(records, 'record')}: <bdi>${reason}</bdi>`] as const,
    ),
    ...packs.map(
      ({ id, version, hash, reviewBy, isReviewOverdue }) =>
        [
          'Rules',
          html`${id} ${version}${reviewBy !== null && html`, ${isReviewOverdue ? html`<b>review was due ${reviewBy}</b>` : html`review by ${reviewBy}`}`} <code>${hash}</code>`,
        ] as const,
    ),
    ['Configuration', html`<code>${configHash}</code>`],
    ['Data', html`<code>${dataHash}</code>`],
    ['Tool', html`${tool.name} ${tool.version}`],
  ];
  return html`<section><h2>What was audited</h2><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
}

const formula = html`<section><h2>How a level comes about</h2><ol class="steps"><li>A <b>check</b> is one rule on one record: it passes, fails, does not apply, or cannot be told. What cannot be told is <b>not evaluable</b>: neither blank nor a pass.</li><li>In a criterion a <b>record</b> earns 1 where no error and no critical check fails, ½ where only warnings fail, 0 otherwise. Info costs nothing.</li><li>The <b>pass rate</b> is the sum of what records earn by the number of evaluable records. Its 95 % Wilson interval is a guide to stability.</li><li>The pass rate falls into the band of a <b>level</b>, 1 to 4. A failing critical check caps it.</li><li>A rep is <b>certified</b> when the levels add up to the threshold and none is below the floor. The score orders the work; the levels decide.</li><li>Findings under a <b>waiver</b> in force and those overturned on appeal leave the tally and stay visible.</li></ol></section>`;

const rubricPart = (rubric: RubricInForce): Html =>
  html`<section class="card"><h3>${rubric.title} <span class="quiet">${rubric.version}, review by ${rubric.reviewBy}</span></h3><p>${rubric.threshold} of ${rubric.outOf} points certify, with no criterion below ${rubric.floor}; valid for ${rubric.validity}. A criterion takes ${counted(rubric.minimumRecords, 'record')} at least, ${wholePercent(rubric.minimumEvaluability)} of them evaluable and no more than ${wholePercent(rubric.maximumWaived)} waived.</p><p class="legend">${bandWords(rubric.bands).map((words, i) => html`<span><span class="level l${i + 1}">${i + 1}</span> ${words}</span>`)}</p><dl class="standards">${rubric.criteria.map(({ title, standard }) => html`<div><dt>${title}</dt><dd>${standard}</dd></div>`)}</dl><p class="quiet"><code>${rubric.hash}</code></p></section>`;

function gapList({ source: { gaps, complete } }: AuditResult): Html {
  if (gaps.length === 0 && complete)
    return html`<section><h2>Gaps</h2><p>None: everything that the rules ask for could be read.</p></section>`;
  return html`<section><h2>Gaps</h2><table><thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">Limits</th></tr></thead><tbody>${gaps.map(
    ({ what, reason, affects }) =>
      html`<tr><th scope="row"><bdi>${what}</bdi></th><td><bdi>${reason}</bdi></td><td>${affects.length === 0 ? 'rows are missing' : affects.join(', ')}</td></tr>`,
  )}</tbody></table></section>`;
}

function waiverList({ waivers }: AuditResult): Html {
  const rows = stateWords.flatMap(([state, words]) => waivers[state].map((row) => ({ state, words, row })));
  if (rows.length === 0) return html`<section><h2>Waivers</h2><p>None.</p></section>`;
  return html`<section><h2>Waivers</h2>${scrolling(
    'Waivers',
    html`<table><thead><tr><th scope="col">Waiver</th><th scope="col">State</th><th scope="col">For</th><th scope="col">Until</th><th scope="col">Approved by</th><th scope="col">Reason</th></tr></thead><tbody>${rows.map(
      ({ state, words, row }) =>
        html`<tr><th scope="row"><bdi>${row.id}</bdi></th><td><span class="state ${state}">${words}</span></td><td><bdi>${scopeInWords(row)}</bdi></td><td>${termInWords(row)}</td><td><bdi>${row.approver}</bdi></td><td><bdi>${row.reason}: ${row.text}</bdi><span class="quiet">${remarkOn(state, row)}</span></td></tr>`,
    )}</tbody></table>`,
  )}</section>`;
}

const confidenceWords = {
  A: 'A: several independent or primary sources',
  'A-': 'A-: several sources, with a reservation',
  B: 'B: vendor data or credible practice',
  C: 'C: single or second-hand',
  house: 'our own choice',
  card: 'the skill card',
  guide: 'the guide',
} as const satisfies Record<RuleInForce['source']['confidence'], string>;

const settings = (params: RuleInForce['params']): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

function ruleList({ result, titleOf }: View): Html {
  const counts = new Map<string, number>();
  for (const { findings } of result.reps)
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return html`<section><h2>Rules in force</h2><p class="lead">${counted(result.rules.length, 'rule')}. Where each default comes from, and how sure that is.</p>${scrolling(
    'Rules in force',
    html`<table class="rules"><thead><tr><th scope="col">Rule</th><th scope="col">Gravest</th><th scope="col">On</th><th scope="col">Why</th><th scope="col">From</th><th scope="col" class="n">Findings</th></tr></thead><tbody>${result.rules.map(
      ({ id, severity, on, params, source }) =>
        html`<tr><th scope="row">${titleOf(id)}<code>${id}</code><span class="quiet">${settings(params)}</span></th><td>${severityChip(severity)}</td><td>${on.join(', ')}</td><td>${source.claim}</td><td>${source.from} <span class="quiet">${confidenceWords[source.confidence]}</span></td><td class="n">${grouped(counts.get(id) ?? 0)}</td></tr>`,
    )}</tbody></table>`,
  )}</section>`;
}

/** How the figures come about, by which rules and settings, on what data: enough to do the audit again. */
export function method(view: View): Html {
  const { result } = view;
  return html`<section class="page" id="method" aria-labelledby="method-title"><header class="head"><h1 id="method-title" tabindex="-1">Method</h1><p class="lead">How the figures come about, and what they rest on.</p></header>${facts(view)}${samplePart(view)}${gapList(result)}${waiverList(result)}${formula}<section><h2>Standards</h2><div class="columns">${result.rubrics.map(rubricPart)}</div></section>${ruleList(view)}</section>`;
}
