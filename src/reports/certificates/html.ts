import { createHash } from 'node:crypto';
import { type Html, html as markup } from '../../lib/escape-html.ts';
import type { Certificate } from '../../model/certificate.ts';
import type { CertificateReport } from './certificate-report.ts';
import { excerptItem, planPage } from './html-plan.ts';
import { style } from './html-style.ts';
import { planSheetOf } from './plan-sheet.ts';
import { type Sheet, type SheetCriterion, sheetOf } from './sheet.ts';

const policy = (): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'`;

const mark = markup`<svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" rx="3"/><path d="M3 5h10M3 8h10M3 11h10M5 3v10M8 3v10M11 3v10"/></svg>`;

const criterionRow = ({ title, standard, level, words, rate, range }: SheetCriterion): Html =>
  markup`<tr><td class="lv"><span class="level l${level ?? 0}">${level ?? '–'}</span></td><th scope="row"><b><bdi>${title}</bdi></b><span class="quiet"><bdi>${standard}</bdi></span></th><td class="how"><bdi>${words}</bdi></td><td class="rate">${rate}<span class="quiet">${range}</span></td></tr>`;

const list = (title: string, items: readonly Html[]): Html =>
  markup`${items.length > 0 && markup`<section><h2 class="sub">${title}</h2><ul class="items">${items}</ul></section>`}`;

const line = (text: string): Html => markup`<li><bdi>${text}</bdi></li>`;

function head(sheet: Sheet): Html {
  const { kind, name, about, claim, certification, points, facts, reasons, verdict } = sheet;
  return markup`<p class="brand">${mark}Threadcount</p><header class="title"><p class="kind">${kind}</p><h1 class="name"><bdi>${name}</bdi></h1><p class="about"><bdi>${about}</bdi></p><p class="claim">${claim}</p><p class="certification"><bdi>${certification}</bdi></p><p class="points">${points}</p>${
    verdict !== 'certified' && reasons.length > 0 && markup`<ul class="reasons">${reasons.map(line)}</ul>`
  }</header><dl class="facts">${facts.map(([label, value]) => markup`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>`;
}

function page(sheet: Sheet, coach: string): Html {
  const { criteria, bandWords, evidence, reliance, looked, hashes, verification, verdict } = sheet;
  return markup`<article class="sheet ${verdict}">${head(sheet)}<h2 class="sub">Criteria</h2><table><thead><tr><th scope="col">Level</th><th scope="col">Criterion</th><th scope="col">Meaning</th><th scope="col">Passed</th></tr></thead><tbody>${criteria.map(criterionRow)}</tbody></table><p class="bands">By the share of records passed: ${bandWords}.</p>${list('Evidence, the gravest first', evidence.map(excerptItem))}<div class="two">${list('Looked at', looked.map(line))}${list('Relies on', reliance.map(line))}</div><div class="foot"><div class="signature"><div>Evaluated by <bdi>${sheet.evaluator}</bdi></div><div>Reinforcement with <bdi>${coach}</bdi></div></div><dl class="hashes">${hashes.map(([label, hash]) => markup`<dt><bdi>${label}</bdi></dt><dd>${hash}</dd>`)}</dl><p class="verify">${verification}</p><p>Decided on records and their upkeep; it says nothing about the person.</p></div></article>`;
}

function documentOf(certificate: Certificate): string {
  const sheet = sheetOf(certificate);
  const plan = planSheetOf(certificate.content);
  const isCertified = sheet.verdict === 'certified' || sheet.verdict === 'provisional';
  const body = markup`<main>${page(sheet, plan.coach)}${(!isCertified || plan.dates.length > 0) && planPage(plan, sheet.name)}</main>`;
  return `<!doctype html>\n${
    markup`<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${{ markup: policy() }}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><title>${sheet.name}, ${sheet.certification}: ${sheet.kind}</title><link rel="icon" href="data:,"><style>${{ markup: style }}</style></head><body>${body}</body></html>`
      .markup
  }\n`;
}

/** One page to hang up, and the plan on a second where there is something to mend. */
export const html: CertificateReport = {
  name: 'html',
  extension: '.html',
  about: 'one page to print or hang up',
  render: documentOf,
};
