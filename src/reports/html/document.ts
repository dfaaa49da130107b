import { createHash } from 'node:crypto';
import { html } from '../../lib/escape-html.ts';
import { counted, grouped, momentOf, nameOfRep } from '../words.ts';
import { dataScript } from './data.ts';
import { explorer } from './explorer.ts';
import { method } from './method.ts';
import { overview } from './overview.ts';
import { repPage } from './rep.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import type { View } from './view.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Before anything is drawn: pages beside the open one are hidden, which only a script can open again. */
const early = `document.documentElement.classList.add('js')`;

/** Nothing is fetched, nothing but our own script and style runs, and no text can become markup. */
const policy = (): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(early)} ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const icon =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Crect width=%2216%22 height=%2216%22 rx=%223%22 fill=%22%23134e4a%22/%3E%3Cpath d=%22M3 5h10M3 8h10M3 11h10M5 3v10M8 3v10M11 3v10%22 stroke=%22%23fff%22 stroke-width=%22.8%22/%3E%3C/svg%3E';

function navigation({ result: { reps, summary, source, asOf }, placeOf }: View) {
  const { critical, error, warning, info } = summary.findings;
  const all = critical + error + warning + info + summary.waived + summary.overturned;
  return html`<a class="skip" href="#main">Skip to the content</a><header class="top"><a class="brand" href="#overview"><svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" rx="3"/><path d="M3 5h10M3 8h10M3 11h10M5 3v10M8 3v10M11 3v10"/></svg>Threadcount</a><nav aria-label="Pages"><a href="#overview">Overview</a><a class="only-js" href="#findings">Findings <span class="quiet">${grouped(all)}</span></a><a href="#method">Method</a></nav><label class="jump only-js"><span class="unseen">Go to an owner</span><select id="jump"><option value="overview">${counted(reps.length, 'owner')} …</option>${reps.map((rep) => html`<option value="${placeOf(rep)}">${nameOfRep(rep)}</option>`)}</select></label><p class="as-of quiet">${momentOf(asOf)} · <bdi>${source.label}</bdi></p></header>`;
}

/** The whole document, piece by piece. */
export function* documentOf(view: View): Generator<string> {
  const { result } = view;
  yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">';
  yield html`<meta http-equiv="Content-Security-Policy" content="${{ markup: policy() }}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>Threadcount ${momentOf(result.asOf)}</title><link rel="icon" href="${{ markup: icon }}">`
    .markup;
  yield `<script>${early}</script><style>${style}</style></head><body>`;
  yield navigation(view).markup;
  yield '<main id="main">';
  yield overview(view).markup;
  for (const [i, rep] of result.reps.entries()) yield repPage(rep, i, view).markup;
  yield explorer.markup;
  yield method(view).markup;
  yield '</main>';
  yield html`<footer class="foot quiet">${result.tool.name} ${result.tool.version} · data <code>${result.dataHash.slice(0, 19)}</code> · configuration <code>${result.configHash.slice(0, 19)}</code></footer>`
    .markup;
  yield* dataScript(view);
  yield `<script>${script}</script></body></html>\n`;
}
